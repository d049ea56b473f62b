// sarif.mjs REFERAT SOURCES STYLES: the log of a check in SARIF 2.1.0 against the schema beside it, and what no schema can say: rules are
// found by their index, places end behind where they begin, and a path leads back to its file, whatever its name. With
// SARIF_SCHEMA=FILE the logs are held to the standard's own schema as well (oasis-tcs/sarif-spec, sarif-2.1/schema).
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import Ajv from 'ajv/dist/2020.js'
import AjvDraft7 from 'ajv'

const [referat, sources, styles] = process.argv.slice(2).map((path) => resolve(path))
const schema = JSON.parse(readFileSync(new URL('sarif.schema.json', import.meta.url), 'utf8'))
const own = new Ajv({ strict: true, allErrors: true }).compile(schema)
let faults = 0
let results = 0

function fault(where, what) {
  faults++
  console.log(`${where}: ${what}`)
}

function standard() {
  if (!process.env.SARIF_SCHEMA) return null
  const { $schema, id, ...rest } = JSON.parse(readFileSync(process.env.SARIF_SCHEMA, 'utf8'))
  return new AjvDraft7({ strict: false, validateFormats: false }).compile(rest)
}
const official = standard()

function check(folder, ...args) {
  const done = spawnSync(referat, ['check', '--format', 'sarif', '--styles', styles, ...args], { cwd: folder, maxBuffer: 1 << 28 })
  if (done.status > 1) fault(args.join(' '), done.stderr.toString())
  return JSON.parse(done.stdout.toString())
}

function judge(where, folder, log) {
  for (const [name, validate] of [['own schema', own], ['standard', official]])
    if (validate && !validate(log)) for (const error of validate.errors.slice(0, 5)) fault(where, `${name}: ${error.instancePath} ${error.message}`)
  const { tool, results: found } = log.runs[0]
  for (const result of found) {
    results++
    if (tool.driver.rules[result.ruleIndex]?.id !== result.ruleId) fault(where, `${result.ruleId} has not the index ${result.ruleIndex}`)
    for (const { physicalLocation } of [...result.locations, ...(result.relatedLocations ?? [])]) {
      const { startLine, startColumn, endLine, endColumn } = physicalLocation.region
      if (endLine < startLine || (endLine === startLine && endColumn < startColumn)) fault(where, `${result.ruleId} ends before it begins`)
      const path = new URL(physicalLocation.artifactLocation.uri, `file://${folder}/`)
      if (!existsSync(path)) fault(where, `${physicalLocation.artifactLocation.uri} is no file`)
      else if (readFileSync(path, 'utf8').split('\n').length < endLine) fault(where, `${result.ruleId} ends behind its file`)
    }
  }
  return found.length
}

const folder = mkdtempSync(join(tmpdir(), 'sarif-'))
try {
  cpSync(sources, join(folder, 'kilder'), { recursive: true })
  const log = check(folder, 'kilder')
  const many = judge('sources', folder, log)
  judge('in English', folder, check(folder, '--lang', 'en', 'kilder'))
  judge('with a full path', folder, check(folder, join(folder, 'kilder')))

  const odd = join(folder, 'odd', 'meetings', 'møder 2021, nr: 1 & 100%', '#?"<>[]{}|\\^`')
  mkdirSync(odd, { recursive: true })
  for (const name of ['a b.md', 'æøå.md', 'æøå.md', 'to\nlinjer.md', "'%41'.md"]) writeFileSync(join(odd, name), '---\nfourm: x\n---\n')
  if (judge('odd names', join(folder, 'odd'), check(join(folder, 'odd'), 'meetings')) < 10) fault('odd names', 'files are missing')
  if (many < 50) fault('sources', `only ${many} findings`)

  // The schema is no good if it lets faults pass.
  for (const spoil of [
    (copy) => delete copy.version,
    (copy) => (copy.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0),
    (copy) => (copy.runs[0].results[0].level = 'fejl'),
    (copy) => (copy.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'møde 1.md'),
    (copy) => delete copy.runs[0].results[0].message.text,
    (copy) => (copy.runs[0].tool.driver.extra = true),
  ]) {
    const copy = structuredClone(log)
    spoil(copy)
    if (own(copy)) fault('sarif.schema.json', `lets this pass: ${spoil}`)
  }
} finally {
  rmSync(folder, { recursive: true })
}
console.log(`sarif: ${results} results, ${faults} faults`)
process.exit(faults ? 1 : 0)
