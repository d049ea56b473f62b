// readers.mjs ARCHIVE: every PDF of a built archive as the reader in browsers has it: a structure tree on every page that holds all
// marked text and every link, bookmarks that lead somewhere, page labels, a title, and #pkt-… addresses that open. (It does not
// look deeper than 40 elements, so lists nested over ten deep are for check_pdf.py alone.)
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const require = createRequire(import.meta.url)
const warn = console.log
console.log = () => {} // pdf.js says which optional packages for drawing it does not have
const { getDocument, VerbosityLevel } = require('pdfjs-dist/legacy/build/pdf.js')
console.log = warn

const archive = resolve(process.argv[2])
let faults = 0
let count = 0

function fault(where, what) {
  faults++
  console.log(`${where}: ${what}`)
}

// The text of each marked-content sequence by its name, and what stands in none.
function marked(items) {
  const texts = new Map()
  const open = []
  let loose = ''
  for (const item of items) {
    if (item.type === 'endMarkedContent') open.pop()
    else if (item.type) open.push(item.id ?? item.tag)
    else if (open.length === 0) loose += item.str
    else texts.set(open.at(-1), (texts.get(open.at(-1)) ?? '') + item.str)
  }
  return { texts, loose: loose.trim() }
}

function walk(node, visit) {
  visit(node)
  for (const child of node.children ?? []) walk(child, visit)
}

async function checkPage(page, where) {
  const { texts, loose } = marked((await page.getTextContent({ includeMarkedContent: true })).items)
  const known = new Set()
  let links = 0
  const tree = await page.getStructTree()
  if (tree)
    walk(tree, (node) => {
      if (node.type === 'content') known.add(node.id)
      else if (node.type === 'annotation' || node.type === 'object') links++
    })
  if (loose) fault(where, `text that is neither tagged nor an artifact: ${loose.slice(0, 60)}`)
  for (const [id, text] of texts)
    if (id !== 'Artifact' && !known.has(id)) fault(where, `text that the structure tree does not have: ${text.slice(0, 60)}`)
  const annotations = await page.getAnnotations()
  if (annotations.length !== links) fault(where, `${annotations.length} links, of which the structure tree has ${links}`)
  return annotations.map((annotation) => annotation.dest).filter((dest) => typeof dest === 'string')
}

async function check(file) {
  count++
  const where = file.slice(archive.length + 1)
  const pdf = await getDocument({ data: new Uint8Array(await readFile(file)), verbosity: VerbosityLevel.ERRORS }).promise
  const names = []
  for (let number = 1; number <= pdf.numPages; number++)
    names.push(...(await checkPage(await pdf.getPage(number), `${where}, page ${number}`)))
  const outline = (await pdf.getOutline()) ?? []
  const stack = [...outline]
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    names.push(entry.dest)
    stack.push(...entry.items)
  }
  if (outline.length === 0) fault(where, 'no bookmarks')
  for (const name of new Set(names)) if (!(await pdf.getDestination(name))) fault(where, `no place is called ${name}`)
  if (!(await pdf.getMarkInfo())?.Marked) fault(where, 'not marked as tagged')
  if (!(await pdf.getMetadata()).metadata?.get('dc:title')) fault(where, 'no title')
  if ((await pdf.getPageLabels())?.length !== pdf.numPages) fault(where, 'pages without labels')
  await pdf.destroy()
}

for (const entry of (await readdir(archive, { recursive: true })).sort())
  if (entry.endsWith('.pdf') && !entry.split('/').includes('bilag')) await check(join(archive, entry))
if (count === 0) fault(archive, 'no PDF')
console.log(`${count} PDFs read, ${faults} faults`)
process.exit(faults ? 1 : 0)
