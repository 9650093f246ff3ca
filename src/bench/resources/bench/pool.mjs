// Sends so many mails of text and HTML through nodemailer's pool, and prints how many a second.
import { createTransport } from 'nodemailer';

const [port, connections, mails, bytes] = process.argv.slice(2).map(Number);
const pool = createTransport({
  host: '127.0.0.1', port, secure: false, ignoreTLS: true,
  pool: true, maxConnections: connections, maxMessages: Infinity,
});
const line = 'You were drawn at random among the key customers of the company.\n';
const text = line.repeat(Math.round(bytes / 4 / line.length));
const html = `<html><body>${('<p>' + line + '</p>').repeat(Math.round((bytes * 3) / 4 / (line.length + 7)))}</body></html>`;
const send = number => pool.sendMail({
  from: 'voice@keypulse.example', to: `c${number}@customer.example`, subject: 'One question', text, html,
});
await Promise.all(Array.from({ length: 200 }, (_, number) => send(number)));
const began = performance.now();
await Promise.all(Array.from({ length: mails }, (_, number) => send(number)));
console.log((mails * 1000) / (performance.now() - began));
pool.close();
