// A built archive in a browser, from the disk and from a folder of a server. Whatever goes wrong in any page is told: messages on the
// console, errors, requests that fail or leave the archive, things that move while the page comes up.
import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import puppeteer from 'puppeteer-core'

const require = createRequire(import.meta.url)
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.png': 'image/png' }

async function serve(archive) {
  const server = createServer(async (request, response) => {
    const path = join(archive, decodeURIComponent(new URL(request.url, 'http://x').pathname).replace(/^\/some\/path/, ''))
    try {
      const bytes = await readFile((await stat(path)).isDirectory() ? join(path, 'index.html') : path)
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  return server
}

// The archive, and how to look at it; fault(where, what) is called for each thing that is wrong.
export async function openArchive(archive, fault) {
  const server = await serve(archive)
  const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8')
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })

  async function open(base, page, { script = true, width = 1280, scheme = 'light' } = {}) {
    const where = `${page} (${base.split(':')[0]}, ${width}, ${scheme})`
    const tab = await browser.newPage()
    tab.on('console', (message) => fault(where, `console: ${message.text()}`))
    tab.on('pageerror', (error) => fault(where, `error: ${error.message}`))
    tab.on('request', (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith('data:')) fault(where, `asks for ${request.url()}`)
    })
    tab.on('response', (response) => {
      if (response.status() >= 400) fault(where, `${response.status()} ${response.url()}`)
    })
    tab.on('requestfailed', (request) => fault(where, `failed: ${request.url()}`))
    await tab.setJavaScriptEnabled(script)
    await tab.setViewport({ width, height: 800 })
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    await tab.goto(base + page)
    if (!script) return tab
    const moved = await tab.evaluate(
      () =>
        new Promise((settled) => {
          let sum = 0
          new PerformanceObserver((list) => {
            for (const shift of list.getEntries()) sum += shift.value
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => settled(sum), 50)
        }),
    )
    if (moved > 0) fault(where, `moves while it comes up: ${moved}`)
    return tab
  }

  // WCAG 2.2 AA and good practice, as far as axe can tell.
  async function judge(tab, where) {
    await tab.evaluate(axe)
    const { violations } = await tab.evaluate(() =>
      axe.run({ preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
    )
    for (const violation of violations)
      for (const node of violation.nodes) fault(where, `axe ${violation.id}: ${violation.help}: ${node.html.slice(0, 160)}`)
  }

  // Judging takes long for each thing shown, and folds are alike.
  async function openFolds(tab) {
    await tab.$$eval('details', (all) => all.slice(0, 12).forEach((details) => (details.open = true)))
  }

  async function close() {
    await browser.close()
    server.close()
  }

  return {
    fromDisk: pathToFileURL(archive).href + '/',
    fromServer: `http://127.0.0.1:${server.address().port}/some/path/`,
    open,
    judge,
    openFolds,
    close,
  }
}
