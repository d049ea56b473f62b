// typst.mjs FONTS OUT TIMES FILE.typ…: compile Typst documents to PDF/UA-1 in one process, each to OUT, and print as JSON the least that
// one of TIMES equal shares of them took, in ms a document, and the bytes and pages of the last.
import fs from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const [fonts, out, times, ...files] = process.argv.slice(2);
const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontPaths: [fonts] }] });
const share = Math.ceil(files.length / times);
let least = Infinity;
let pdf, pages;
for (let first = 0; first < files.length; first += share) {
  const some = files.slice(first, first + share);
  const start = performance.now();
  for (const file of some) {
    const made = compiler.compile({ mainFileContent: fs.readFileSync(file, 'utf8') });
    if (!made.result) {
      made.printErrors();
      process.exit(1);
    }
    pages = made.result.numOfPages;
    pdf = compiler.pdf(made.result, { pdfStandard: 'ua-1' });
    fs.writeFileSync(out, pdf);
    compiler.evictCache(10); // what `typst watch` does
  }
  least = Math.min(least, (performance.now() - start) / some.length);
}
console.log(JSON.stringify({ each: least, bytes: pdf.length, pages }));
