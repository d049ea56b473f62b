// search.mjs ARCHIVE WORDS [QUERY=WORD...]: search and choices of a built archive. The scripts' idea of a word is compared with the
// compiler's over the whole index; then a browser searches and chooses by keyboard, from the disk and from a server, with scripts
// and without. WORDS is the script that cuts words. Each QUERY must find every item that has a WORD.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import vm from 'node:vm'

import { openArchive } from './browser.mjs'

const archive = resolve(process.argv[2])
let faults = 0

function expect(what, got, wanted) {
  if (JSON.stringify(got) === JSON.stringify(wanted)) return
  faults++
  console.log(`${what}: got ${JSON.stringify(got)}, expected ${JSON.stringify(wanted)}`)
}

// --- Words -----------------------------------------------------------------------------------------------------------------------

const words = vm.createContext({})
vm.runInContext(`${readFileSync(process.argv[3], 'utf8')}; globalThis.all = { fold, wordsOf, stem, wanted, answer, answerInside }`, words)
const { fold, wordsOf, stem, wanted, answerInside } = words.all

// What Snowball's own program makes of these words.
const stems = {
  'genindlæggelse genindlæggelsen genindlæggelser genindlæggelserne': 'genindlæg',
  'kommune kommunen kommuner kommunernes kommunens': 'kommun',
  'psykiatri psykiatrien psykiatriens': 'psykiatri',
  'direktør direktøren direktører': 'direktør',
  'gennemføre gennemføres': 'gennemfør',
  'arbejdsløst': 'arbejdsløs',
  'orienterede': 'orient',
  'årlig årligt': 'årl årl',
  'møde mødet møder møders': 'mød',
  'at by ø': 'at by ø',
}
for (const [forms, ends] of Object.entries(stems))
  for (const [i, form] of forms.split(' ').entries())
    expect(`stem of ${form}`, stem(fold(form)), fold(ends.split(' ')[i] ?? ends.split(' ')[0]))

expect('fold', fold('ÅRHUS Århus Aarhus A\u030arhus Würtz René ŁÓDŹ'), 'aarhus aarhus aarhus aarhus wurtz rene lodz')
expect('words', wordsOf('DASSOS-mødet, § 108 i KL’s'), ['dassos', 'moedet', '108', 'kl'])
const answers = (query, word) => answerInside(fold(word), wanted(fold(query)))
expect('whole before inflected', answers('takst', 'takst') > answers('takst', 'taksten'), true)
expect('inflected before longer', answers('takst', 'taksten') > answers('takst', 'takstgruppe'), true)
expect('longer before inside', answers('takst', 'takstgruppe') > answers('takst', 'specialtakst'), true)
expect('inside', answers('psykiatri', 'regionspsykiatrien') > 0, true)
expect('something else', answers('psykiatri', 'fysik'), 0)

// --- The index: every word of every text is found where it stands, and nowhere else -------------------------------------------------

function dataOf(name) {
  let data
  vm.runInNewContext(readFileSync(join(archive, 'search', `${name}.js`), 'utf8'), { referatSearch: (_, given) => (data = given) })
  return data
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'
function numbersOf(text) {
  const numbers = []
  let number = 0
  let scale = 1
  for (const digit of text) {
    number += (digits.indexOf(digit) % 32) * scale
    scale *= 32
    if (digits.indexOf(digit) < 32) {
      numbers.push(number)
      number = 0
      scale = 1
    }
  }
  return numbers
}

function documentsOf(text) {
  let base = 0
  return numbersOf(text).map((number) => {
    const posting = base + number
    base = posting - (posting % 4)
    return base / 4
  })
}

for (const part of dataOf('index').parts) {
  const index = dataOf(part)
  const lists = index.posting_files.flatMap((name) => dataOf(name).split(';').slice(0, -1))
  const found = new Map()
  let last = ''
  for (const [i, first] of index.keys.entries()) {
    let key = ''
    for (const entry of dataOf(index.key_files[i]).split(';').slice(0, -1)) {
      const [, rest, facts] = /^([^!=*+]*)(.*)$/.exec(entry.slice(1))
      if (key === '') expect(`first key of k${i}`, rest, first)
      key = key.slice(0, digits.indexOf(entry[0])) + rest
      if (key <= last) expect('order of keys', key, `after ${last}`)
      last = key
      const own = /!([^=*+]*)/.exec(facts)
      const rare = /=([^!*+]*)/.exec(facts)
      if (own) found.set(key, documentsOf(lists[numbersOf(own[1])[0]]))
      if (rare) found.set(key, documentsOf(rare[1]))
    }
  }
  const stands = new Map()
  let number = 0
  const add = (text) => {
    for (const word of wordsOf(text)) if (stands.get(word)?.at(-1) !== number) stands.set(word, [...(stands.get(word) ?? []), number])
  }
  for (const [body, date, count, agenda] of index.meetings) {
    const data = dataOf(`tekst/${index.bodies[body]}-${date}-${agenda ? 'dagsorden' : 'referat'}`)
    expect(`items of ${data.title}`, data.items.length + 1, count)
    add(`${data.title} ${index.bodies[body]} ${data.text}`)
    for (const [, title, , , text] of data.items) {
      number++
      add(`${title} ${text}`)
    }
    number++
  }
  for (const [word, documents] of stands) expect(`documents with ${word}`, found.get(word), documents)
  for (const word of found.keys()) if (!stands.has(word)) expect('a word from nowhere', word, null)
}
const largest = readdirSync(join(archive, 'search'), { recursive: true, withFileTypes: true })
  .filter((entry) => /^[kp]\d/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name)).length)
expect('a file too large for a phone', largest.filter((size) => size > 64 << 10), [])

// --- In a browser ----------------------------------------------------------------------------------------------------------------

const toc = JSON.parse(readFileSync(join(archive, 'toc.json'), 'utf8'))
const items = toc.meetings.flatMap((meeting) => meeting.sections.flatMap((section) => section.items))
const subject = items.find((item) => item.attachments.length > 0) ?? items[0]
const query = wordsOf(subject.title).sort((a, b) => b.length - a.length)[0]

const browser = await openArchive(archive, (where, what) => {
  faults++
  console.log(`${where}: ${what}`)
})

// Where a word stands in the text of an item.
function hrefsWith(word) {
  const hrefs = []
  for (const part of dataOf('index').parts) {
    const { bodies, meetings } = dataOf(part)
    for (const [body, date, , agenda] of meetings) {
      const data = dataOf(`tekst/${bodies[body]}-${date}-${agenda ? 'dagsorden' : 'referat'}`)
      for (const [, title, anchor, , text] of data.items)
        if (`${title} ${text}`.toLowerCase().includes(word)) hrefs.push(`${data.href}#${anchor}`)
    }
  }
  return hrefs
}

const option = '[role=option]'
const results = (tab) => tab.$$eval(option, (options) => options.map((each) => each.getAttribute('href')).filter(Boolean))
const said = (tab) => tab.$eval('.search [role=status]', (status) => status.textContent)

async function type(tab, text) {
  await tab.$eval('.search input', (input) => {
    input.value = ''
    input.focus()
  })
  await tab.$eval('.search [role=status]', (status) => (status.textContent = ''))
  // At once: on a slow machine the search would start in the middle of a word and answer for that.
  await tab.keyboard.sendCharacter(text)
  await tab.waitForFunction(() => document.querySelector('.search [role=status]').textContent !== '', { timeout: 10000 })
}

async function trySearch(base, page) {
  const tab = await browser.open(base, page)
  const root = '../'.repeat(page.split('/').length - 1)
  await type(tab, query)
  expect(`${page}: ${query}`, (await results(tab)).includes(root + subject.href), true)
  expect(`${page}: number of hits`, /^\d+ resultat(er)?$/.test(await said(tab)), true)
  expect(`${page}: marks`, (await tab.$$(`${option} mark`)).length > 0, true)
  expect(`${page}: expanded`, await tab.$eval('.search input', (input) => input.getAttribute('aria-expanded')), 'true')
  await browser.openFolds(tab)
  await browser.judge(tab, `${page}, open list`)

  await type(tab, query.toUpperCase().replaceAll('OE', 'Ø').replaceAll('AA', 'Å'))
  expect(`${page}: capitals`, (await results(tab)).includes(root + subject.href), true)
  await type(tab, query.slice(0, -2))
  expect(`${page}: beginning of ${query}`, (await results(tab)).length > 0, true)
  await type(tab, query.slice(2))
  expect(`${page}: end of ${query}`, (await results(tab)).length > 0, true)
  await type(tab, 'qxzqxz')
  expect(`${page}: nothing`, [await said(tab), (await results(tab)).length], ['Ingen resultater', 0])
  await type(tab, `${query} qxzqxz`)
  expect(`${page}: some words`, /^Intet sted/.test(await said(tab)), true)

  await type(tab, query)
  const active = () => tab.$eval('.search input', (input) => input.getAttribute('aria-activedescendant'))
  const selected = () => tab.$$eval('[role=option][aria-selected=true]', (options) => options.map((each) => each.id))
  expect(`${page}: nothing chosen yet`, [await active(), await selected()], [null, []])
  await tab.keyboard.press('ArrowDown')
  expect(`${page}: first`, [await active(), await selected()], ['Soegefund-1', ['Soegefund-1']])
  await tab.keyboard.press('ArrowUp')
  expect(`${page}: back to the input`, [await active(), await selected()], [null, []])
  await tab.keyboard.press('Escape')
  expect(`${page}: closed`, await tab.$eval('.search-panel', (panel) => panel.hidden), true)
  expect(`${page}: still typed`, await tab.$eval('.search input', (input) => input.value), query)
  await tab.keyboard.press('ArrowDown')
  expect(`${page}: open again`, [await tab.$eval('.search-panel', (panel) => panel.hidden), await active()], [false, 'Soegefund-1'])
  const first = (await results(tab))[0]
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press('Enter')])
  expect(`${page}: Enter leads to`, tab.url().endsWith(first.replace(/^(\.\.\/)+/, '')), true)
  const hash = new URL(tab.url()).hash
  expect(`${page}: ${first} is there`, hash === '' || (await tab.evaluate((id) => Boolean(document.getElementById(id)), hash.slice(1))), true)
  await tab.close()
}

// A long archive lists its newest meetings on the front page and leads to a page of every year.
const yearPages = [...readFileSync(join(archive, 'index.html'), 'utf8').matchAll(/<a href="([^"\/]+\/\d{4}\/index\.html)"/g)].map(([, path]) => path)

async function tryYears(base) {
  const tab = await browser.open(base, 'index.html')
  const seen = () =>
    tab.$$eval('.text > section + .filters ~ section li > a', (links) => links.filter((link) => link.checkVisibility()).map((link) => link.getAttribute('href')))
  const years = [...new Set(toc.meetings.map((meeting) => meeting.date.slice(0, 4)))].sort()
  const offered = await tab.$$eval('#Vis-year option', (options) => options.map((option) => option.value).filter(Boolean))
  expect('years to choose', offered.sort(), years)
  await tab.select('#Vis-year', years[0])
  const body = toc.meetings.findLast((meeting) => meeting.date.startsWith(years[0])).forum
  await tab.select('#Vis-body', body)
  const page = `${body}/${years[0]}/index.html`
  expect('an old year of a body', (await seen()).filter((href) => /\/\d{4}(-\d\d-\d\d)?\/index\.html/.test(href)), [page])
  expect('what is said', await tab.$eval('.filter-status', (status) => status.textContent), 'Viser 1 side med et helt års møder')
  const title = 'Orienteringspunkter'
  await tab.select('#Vis-section', title)
  await Promise.all([tab.waitForNavigation(), tab.click(`main li > a[href^="${page}"]`)])
  expect('section kept', await tab.$eval('#Vis-section', (select) => select.value), title)
  const listed = (await tab.$$eval('.meetings > ol > li > a:first-child', (links) => links.map((link) => link.href))).sort()
  const wantedMeetings = toc.meetings.filter((meeting) => meeting.html.startsWith(`${body}/${years[0]}-`))
  expect('meetings of the year', listed, wantedMeetings.map((meeting) => base + meeting.html).sort())
  await Promise.all([tab.waitForNavigation(), tab.click('.neighbours a[rel=next]')])
  expect('the next year', tab.url(), `${base}${body}/${years[1]}/index.html`)
  await tab.close()
}

async function tryChoices(base) {
  const tab = await browser.open(base, 'index.html')
  const shown = () =>
    tab.$$eval('.meetings > ol > li', (entries) =>
      entries.filter((entry) => entry.checkVisibility()).map((entry) => entry.querySelector('a').getAttribute('href')),
    )
  const meetings = toc.meetings.map((meeting) => meeting.html).sort()
  expect('all meetings', (await shown()).sort(), meetings)
  const selects = await tab.$$eval('.filters select', (all) => all.map((select) => select.id))
  const bodies = [...new Set(toc.meetings.map((meeting) => meeting.forum))]
  expect('choice of body', selects.includes('Vis-body'), bodies.length > 1)
  if (bodies.length > 1) {
    await tab.select('#Vis-body', bodies[0])
    expect('one body', (await shown()).sort(), meetings.filter((html) => html.startsWith(`${bodies[0]}/`)))
    await tab.click('.filters button')
  }
  if (selects.includes('Vis-section')) {
    const title = toc.meetings[0].sections[0].title
    await tab.select('#Vis-section', title)
    const having = toc.meetings.filter((meeting) => meeting.sections.some((section) => section.title === title))
    expect('one section', (await shown()).sort(), having.map((meeting) => meeting.html).sort())
    const hrefs = await tab.$$eval('.meetings details li a', (links) =>
      links.filter((link) => link.checkVisibility()).map((link) => link.getAttribute('href')),
    )
    const wantedItems = having.flatMap((meeting) =>
      meeting.sections.filter((section) => section.title === title).flatMap((section) => section.items.map((item) => item.href)),
    )
    expect('items of the section', hrefs.filter((href) => /#pkt-/.test(href)).sort(), wantedItems.sort())
    await tab.click('.filters button')
  }
  expect('all again', (await shown()).sort(), meetings)
  await tab.close()
}

// What is listed is all there when no script runs, on the front page or on those of the years, and nothing stands empty.
async function tryWithoutScript(base) {
  const tab = await browser.open(base, 'index.html', { script: false })
  const places = await tab.$$eval('.search, .filters', (all) => all.map((place) => place.getBoundingClientRect().height))
  expect('no places without a script', places, [0, 0])
  const links = new Set()
  for (const page of ['index.html', ...yearPages]) {
    await tab.goto(base + page)
    const listed = await tab.$$eval('main a', (all) => all.filter((link) => link.closest('details') || link.checkVisibility()).map((link) => link.href))
    for (const href of listed) links.add(href)
  }
  for (const item of items) if (!links.has(base + item.href)) expect('listed without a script', null, item.href)
  await tab.close()
}

async function tryPairs(base, pairs) {
  const tab = await browser.open(base, 'index.html')
  for (const [query, word] of pairs) {
    await type(tab, query)
    const found = await results(tab)
    const hrefs = hrefsWith(word)
    if (!hrefs.length) expect('an item to find', word, null)
    for (const href of hrefs) if (!found.includes(href)) expect(`${query} finds ${word}`, found, href)
  }
  await tab.close()
}

await tryPairs(browser.fromDisk, process.argv.slice(4).map((pair) => pair.split('=')))
for (const base of [browser.fromDisk, browser.fromServer]) {
  for (const page of ['index.html', `${toc.meetings[0].forum}/index.html`, subject.href.split('#')[0]]) await trySearch(base, page)
  await (yearPages.length ? tryYears : tryChoices)(base)
  await tryWithoutScript(base)
}
await browser.close()
if (!faults) console.log(`${items.length} items searched`)
process.exitCode = faults ? 1 : 0
