// pages.mjs ARCHIVE: every page of a built archive against html-validate, the Nu HTML checker and its own links; one page of each
// kind in a browser, wide and narrow, light and dark, from the disk and from a server: axe, the console, requests, scrolling.
import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

import { FileSystemConfigLoader, HtmlValidate } from 'html-validate'

import { openArchive } from './browser.mjs'

const require = createRequire(import.meta.url)
const archive = resolve(process.argv[2])
let faults = 0

function fault(where, what) {
  faults++
  console.log(`${where}: ${what}`)
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()
}

const files = new Set(await filesBelow(archive))
const pages = [...files].filter((file) => file.endsWith('.html'))
const texts = new Map()
for (const page of pages) texts.set(page, await readFile(page, 'utf8'))
if (pages.length === 0) fault(archive, 'no page')

// --- html-validate -------------------------------------------------------------------------------------------------------------

const validator = new HtmlValidate(new FileSystemConfigLoader(require('./html-validate.json')))
for (const page of pages) {
  const report = await validator.validateString(texts.get(page), page)
  for (const result of report.results)
    for (const message of result.messages)
      fault(relative(archive, page), `html-validate ${message.line}:${message.column} ${message.message} [${message.ruleId}]`)
}

// --- The Nu HTML checker -------------------------------------------------------------------------------------------------------

async function vnu() {
  const jar = require('vnu-jar')
  const check = promisify(execFile)('java', ['-Xss4m', '-jar', jar, '--format', 'json', '--exit-zero-always', ...pages], {
    maxBuffer: 64 << 20,
  })
  for (const message of JSON.parse((await check).stderr).messages) {
    // It holds that 'self' is nothing on a disk, and that a data block is a script. Browsers know better, and are asked below.
    if (/violates Content Security Policy/.test(message.message)) continue
    fault(relative(archive, new URL(message.url).pathname), `vnu ${message.lastLine}: ${message.message}`)
  }
}
await vnu()

// --- Links ---------------------------------------------------------------------------------------------------------------------

function unescape(text) {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function attributes(html, name) {
  const body = html.replace(/<script\b.*?<\/script>/gs, '')
  return [...body.matchAll(new RegExp(`<[a-z][^<>]*? ${name}="([^"]*)"`, 'g'))].map((match) => unescape(match[1]))
}

const names = new Map(pages.map((page) => [page, new Set(attributes(texts.get(page), 'id'))]))
for (const page of pages) {
  const base = pathToFileURL(page)
  for (const href of [...attributes(texts.get(page), 'href'), ...attributes(texts.get(page), 'src')]) {
    if (/^(https?|mailto|tel|data):/.test(href)) continue
    const url = new URL(href, base)
    const target = decodeURIComponent(url.pathname)
    const name = decodeURIComponent(url.hash.slice(1))
    if (!files.has(target)) fault(relative(archive, page), `link to ${href}, which is not there`)
    else if (name && names.has(target) && !names.get(target).has(name)) fault(relative(archive, page), `no id for ${href}`)
  }
}

// --- In a browser --------------------------------------------------------------------------------------------------------------

const browser = await openArchive(archive, fault)

async function look(base, page, width, scheme) {
  const name = relative(archive, page)
  const where = `${name} (${base.split(':')[0]}, ${width}, ${scheme})`
  const tab = await browser.open(base, name, { width, scheme })
  await browser.openFolds(tab)
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth)
  if (wide > width) fault(where, `scrolls sideways: ${wide} pixels`)
  if (await tab.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgba(0, 0, 0, 0)')) fault(where, 'no style')
  await browser.judge(tab, where)
  await tab.close()
}

// The archive's pages, and of each body its own page, a year and three meetings; of a large archive one page of each kind: an
// agenda, a draft, minutes with tables and without, a year, a body that has met and one that has not.
const large = pages.length > 100
function kindOf(page) {
  const path = relative(archive, page)
  if (path === 'index.html') return path
  const html = texts.get(page)
  const day = /\/(\d{4}-\d\d-\d\d|\d{4})\/index\.html$/.exec(path)
  const marks = ['-dagsorden.pdf"', 'class="notice', '<table'].filter((mark) => html.includes(mark))
  if (large) return `${day?.[1].length ?? (html.includes('class="meetings"') ? 'body' : 'new body')} ${day?.[1].length === 10 ? marks : ''}`
  return `${path.split('/')[0]} ${day?.[1].length ?? ''}`
}
const seen = new Map()
const chosen = pages.filter((page) => {
  const kind = kindOf(page)
  seen.set(kind, (seen.get(kind) ?? 0) + 1)
  return seen.get(kind) <= (large ? 1 : 3)
})
for (const page of chosen) {
  await look(browser.fromDisk, page, 360, 'dark')
  await look(browser.fromServer, page, 1280, 'light')
  if (large) continue
  await look(browser.fromDisk, page, 360, 'light')
  await look(browser.fromServer, page, 1280, 'dark')
}
await browser.close()

console.log(`pages: ${pages.length} read, ${chosen.length} looked at, ${faults} faults`)
process.exitCode = faults ? 1 : 0
