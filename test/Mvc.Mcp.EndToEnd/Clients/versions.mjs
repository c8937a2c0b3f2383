// Prints the versions of what the other scripts use.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

function version(entry, name) {
  const url = fileURLToPath(import.meta.resolve(entry));
  const folder = url.slice(0, url.lastIndexOf(name) + name.length);
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).version;
}

const sdk = version('@modelcontextprotocol/sdk/client/index.js', '@modelcontextprotocol/sdk');
const client = version('@modelcontextprotocol/client', '@modelcontextprotocol/client');
console.log(`node ${process.versions.node.split('.')[0]}, sdk ${sdk}, client ${client}`);
