// Bundles the public pages' style and script, and those of the pages where people work and write, into ../wwwroot/dist.
// Every name carries a hash of its content, so the files may be cached for ever; manifest.json, written last, says what
// each is called this time.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../wwwroot/dist");

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: [
    { in: "scripts/site.ts", out: "site" }, { in: "styles/site.css", out: "site" },
    { in: "scripts/editor/main.ts", out: "editor" }, { in: "styles/editor.css", out: "editor" },
    { in: "scripts/account.ts", out: "account" }, { in: "scripts/queue.ts", out: "queue" }, { in: "styles/work.css", out: "work" }, { in: "styles/writing.css", out: "writing" },
  ],
  outdir: dist,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  charset: "utf8",
  target: ["es2022", "chrome111", "firefox119", "safari16.4"],
  loader: { ".woff2": "file" },
  metafile: true,
  logLevel: "warning",
});

const names = Object.keys(metafile.outputs).map((path) => basename(path));
const manifest = Object.fromEntries(names.map((name) => [plain(name), name]).sort());

// What a reader, and what a writer, has to wait for: bytes after gzip.
const most = { "site.js": 12 * 1024, "editor.js": 180 * 1024 };
for (const [name, limit] of Object.entries(most)) {
  const size = gzipSync(await readFile(join(dist, manifest[name]))).length;
  if (size > limit) throw new Error(`${name} is ${size} bytes after gzip; ${limit} is the most it may be.`);
}

// The font's licence asks to travel with the font.
await copyFile(join(here, "node_modules/@fontsource-variable/newsreader/LICENSE"), join(dist, "newsreader-OFL.txt"));
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

/** "site-4F2K7Q3A.js" is "site.js". */
function plain(name) {
  return name.replace(/-[0-9A-Z]{8}(?=\.\w+$)/, "");
}
