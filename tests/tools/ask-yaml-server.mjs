// Asks a YAML language server what an editor would: diagnostics of files, and at places in
// them completions and hover texts. Reads questions as JSON from standard input, and writes
// answers as JSON.
//
// node ask-yaml-server.mjs SERVER < questions.json
// questions: [{"file": PATH, "text"?: TEXT, "at"?: [{"line": 0, "character": 0, "what": "completion" | "hover"}]}]
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [server] = process.argv.slice(2);
const questions = JSON.parse(readFileSync(0, "utf8"));
const child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });

const waiting = new Map(); // request id -> resolve
const diagnosed = new Map(); // uri -> resolve
let last = 0;

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  child.stdin.write(body);
}

function request(method, params) {
  const id = ++last;
  send({ id, method, params });
  return new Promise((resolve) => waiting.set(id, resolve));
}

const settings = {
  yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false }, format: { enable: false } },
};

function received(message) {
  if (message.method === "workspace/configuration") {
    send({ id: message.id, result: message.params.items.map(({ section }) => settings[section] ?? null) });
  } else if (message.method === "textDocument/publishDiagnostics") {
    diagnosed.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (message.id !== undefined) {
    waiting.get(message.id)?.(message.result ?? message.error);
    waiting.delete(message.id);
  }
}

let buffer = Buffer.alloc(0);
child.stdout.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const end = buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end).toString())[1]);
    if (buffer.length < end + 4 + length) return;
    const message = JSON.parse(buffer.subarray(end + 4, end + 4 + length).toString());
    buffer = buffer.subarray(end + 4 + length);
    received(message);
  }
});
child.on("exit", (code) => {
  if (!finished) process.exit(code || 1);
});

let finished = false;
await request("initialize", {
  processId: process.pid,
  rootUri: null,
  capabilities: {
    workspace: { configuration: true },
    textDocument: { hover: { contentFormat: ["markdown"] }, completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } } },
  },
});
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings } });

const answers = [];
for (const question of questions) {
  const uri = pathToFileURL(question.file).href;
  const text = question.text ?? readFileSync(question.file, "utf8");
  const diagnostics = new Promise((resolve) => diagnosed.set(uri, resolve));
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
  const answer = { file: question.file, diagnostics: await diagnostics, at: [] };
  for (const { line, character, what } of question.at ?? []) {
    const params = { textDocument: { uri }, position: { line, character } };
    answer.at.push(await request(`textDocument/${what}`, params));
  }
  send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
  answers.push(answer);
}
finished = true;
await request("shutdown", null);
send({ method: "exit" });
process.stdout.write(JSON.stringify(answers, null, 1));
