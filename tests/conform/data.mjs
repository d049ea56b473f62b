// data.mjs ARCHIVE: what other programs read. toc.json against the schema beside it, feeds as XML with what RFC 4287 asks for,
// calendars as the lines of RFC 5545; every address in them is that of a file.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import Ajv from 'ajv/dist/2020.js'

const archive = resolve(process.argv[2])
let faults = 0
let checked = 0

function fault(where, what) {
  faults++
  console.log(`${where}: ${what}`)
}

function expectFile(where, path) {
  checked++
  if (!existsSync(join(archive, path.split('#')[0]))) fault(where, `${path} is not there`)
}

const read = (path) => readFileSync(join(archive, path), 'utf8')

// --- toc.json --------------------------------------------------------------------------------------------------------------------

const schema = JSON.parse(read('schema/toc.schema.json'))
const toc = JSON.parse(read('toc.json'))
const validate = new Ajv({ strict: true, allowUnionTypes: true, formats: { date: /^\d{4}-\d\d-\d\d$/ } }).compile(schema)
if (!validate(toc)) for (const error of validate.errors) fault(`toc.json${error.instancePath}`, error.message)
for (const spoil of [
  (copy) => delete copy.version,
  (copy) => (copy.meetings[0].sections[0].items[0].page = 0),
  (copy) => (copy.meetings[0].extra = true),
]) {
  const copy = structuredClone(toc)
  spoil(copy)
  if (validate(copy)) fault('toc.schema.json', `lets this pass: ${spoil}`)
}
for (const meeting of toc.meetings) {
  expectFile('toc.json', meeting.html)
  if (meeting.pdf) expectFile('toc.json', meeting.pdf)
  for (const item of meeting.sections.flatMap((section) => section.items)) {
    if (!read(item.href.split('#')[0]).includes(` id="${item.href.split('#')[1]}"`)) fault('toc.json', `${item.href} is no id`)
    for (const attachment of item.attachments)
      if (attachment.href && !/^https?:/.test(attachment.href)) expectFile('toc.json', attachment.href)
  }
}

// --- Feeds -----------------------------------------------------------------------------------------------------------------------

const names = readdirSync(archive, { recursive: true }).map(String)
const ids = new Set()
for (const path of names.filter((name) => name.endsWith('feed.xml'))) {
  execFileSync('xmllint', ['--noout', join(archive, path)])
  const feed = read(path)
  const [head, ...entries] = feed.split('<entry>')
  for (const [where, text] of [[path, head], ...entries.map((entry, i) => [`${path}, entry ${i + 1}`, entry])])
    for (const name of ['id', 'title', 'updated']) {
      const count = text.split(`<${name}>`).length - 1
      if (count !== 1) fault(where, `${count} of <${name}>`)
    }
  const id = /<id>(.*?)<\/id>/.exec(head)[1]
  if (ids.has(id)) fault(path, `has the id of another feed: ${id}`)
  ids.add(id)
  for (const [, href] of feed.matchAll(/ href="([^"]*)"/g)) expectFile(path, join(dirname(path), href))
}

// --- Site map --------------------------------------------------------------------------------------------------------------------

if (names.includes('sitemap.xml')) {
  execFileSync('xmllint', ['--noout', join(archive, 'sitemap.xml')])
  const addresses = [...read('sitemap.xml').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)
  const pages = names.filter((name) => name.endsWith('index.html'))
  if (addresses.length !== pages.length) fault('sitemap.xml', `${addresses.length} addresses of ${pages.length} pages`)
  for (const address of addresses) expectFile('sitemap.xml', `${address.slice(addresses[0].length)}index.html`)
}

// --- Calendars -------------------------------------------------------------------------------------------------------------------

for (const path of names.filter((name) => name.endsWith('.ics'))) {
  const text = read(path)
  if (!text.endsWith('\r\n')) fault(path, 'does not end its last line')
  const lines = text.slice(0, -2).split('\r\n')
  const open = []
  for (const line of lines) {
    checked++
    if (Buffer.byteLength(line) > 75) fault(path, `long line: ${line}`)
    const [, verb, name] = /^(BEGIN|END):(.*)$/.exec(line) ?? []
    if (verb === 'BEGIN') open.push(name)
    if (verb === 'END' && open.pop() !== name) fault(path, `END:${name} ends something else`)
    if (!/^( |[A-Z-]+[;:])/.test(line)) fault(path, `no content line: ${line}`)
  }
  if (open.length) fault(path, `${open} is not ended`)
  for (const event of text.split('BEGIN:VEVENT').slice(1))
    for (const name of ['UID:', 'DTSTAMP:', 'DTSTART', 'SUMMARY:'])
      if (event.split(`\r\n${name}`).length !== 2) fault(path, `an event without ${name}`)
}

console.log(`${checked} addresses and lines checked, ${faults} faults`)
process.exitCode = faults ? 1 : 0
