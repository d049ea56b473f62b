// scale.mjs ARCHIVE EARLIER: an archive of some hundred meetings in several bodies, and the same archive when it had half of them. How
// long its pages are, that all of it can be reached from the front page by its links alone, that no address of the earlier archive is
// lost.
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const archive = resolve(process.argv[2])
let faults = 0

function fault(where, what) {
  faults++
  console.log(`${where}: ${what}`)
}

// --- Links ---------------------------------------------------------------------------------------------------------------------

const unescape = (text) => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const values = (html, name) => [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map((match) => unescape(match[1]))

const entries = await readdir(archive, { recursive: true, withFileTypes: true })
const files = new Set(entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)))
const ids = new Map()
const links = new Map() // of each page: [address as typed, file, id]
for (const file of files) {
  if (!file.endsWith('.html')) continue
  const html = (await readFile(file, 'utf8')).replace(/<script type="application\/ld\+json">.*?<\/script>/gs, '')
  if (html.length > 1e6) fault(relative(archive, file), `is ${html.length} letters long`)
  ids.set(file, new Set(values(html, 'id')))
  if (ids.get(file).size !== values(html, 'id').length) fault(relative(archive, file), 'has an id twice')
  const base = pathToFileURL(file)
  const typed = [...values(html, 'href'), ...values(html, 'src')].filter((href) => !/^(https?|mailto|tel|data):/.test(href))
  links.set(file, typed.map((href) => {
    const url = new URL(href, base)
    return [href, fileURLToPath(new URL(url.pathname, base)), decodeURIComponent(url.hash.slice(1))]
  }))
}
const reached = new Set([join(archive, 'index.html')])
for (const file of reached)
  for (const [href, target, id] of links.get(file) ?? []) {
    if (!files.has(target)) fault(relative(archive, file), `link to ${href}, which is not there`)
    else if (id && ids.has(target) && !ids.get(target).has(id)) fault(relative(archive, file), `no id for ${href}`)
    else reached.add(target)
  }
for (const file of files)
  if (/\.(html|pdf|txt)$/.test(file) && !reached.has(file)) fault(relative(archive, file), 'cannot be reached from the front page')

// Every item and attachment is in the data, and stands on the page of its meeting and on one of the pages of contents.
const toc = JSON.parse(await readFile(join(archive, 'toc.json'), 'utf8'))
const listed = new Set()
for (const [file, targets] of links)
  if (!/\d{4}-\d\d-\d\d$/.test(dirname(file))) for (const [, target, id] of targets) listed.add(`${relative(archive, target)}#${id}`)
for (const meeting of toc.meetings) {
  const items = meeting.sections.flatMap((section) => section.items)
  for (const href of [`${meeting.html}#`, ...items.map((item) => item.href),
    ...items.flatMap((item) => item.attachments.map((attachment) => `${meeting.html}#bilag-${attachment.number}`))])
    if (!listed.has(href)) fault(href, 'is in no table of contents')
}

// --- Addresses -----------------------------------------------------------------------------------------------------------------

const earlier = resolve(process.argv[3])
const unfinished = new Set() // agendas and drafts, which become minutes of their own making
for (const meeting of JSON.parse(await readFile(join(earlier, 'toc.json'), 'utf8')).meetings)
  if (meeting.status === 'dagsorden' || meeting.status === 'udkast') unfinished.add(meeting.html)
let kept = 0
for (const name of (await readdir(earlier, { recursive: true })).filter((name) => name.endsWith('.html'))) {
  const now = ids.get(join(archive, name))
  if (!now) fault(name, 'is there no more')
  if (!now || unfinished.has(name)) continue
  for (const id of values(await readFile(join(earlier, name), 'utf8'), 'id')) {
    kept++
    if (!now.has(id)) fault(`${name}#${id}`, 'is there no more')
  }
}

// --- Division ------------------------------------------------------------------------------------------------------------------

const front = await readFile(join(archive, 'index.html'), 'utf8')
const bodies = [...new Set(toc.meetings.map((meeting) => meeting.forum))]
if (bodies.some((body) => !front.includes(` id="${body}"`))) fault('index.html', 'lacks a body')
const year = [...links.keys()].map((file) => relative(archive, file)).find((file) => /\/\d{4}\/index\.html$/.test(file))
if (!year) fault('index.html', 'is not divided into years')

console.log(`scale: ${toc.meetings.length} meetings, ${links.size} pages, front page ${front.length} letters, ${kept} old addresses, ${faults} faults`)
process.exitCode = faults ? 1 : 0
