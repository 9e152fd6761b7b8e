// Watches events with the npm package graphql-ws, and prints what happens, one JSON object a line.
// node watch.js <WebSocket URL> <where, as JSON>; its standard input takes the commands below.
import { createClient } from "graphql-ws";
import { createInterface } from "node:readline";
import WebSocket from "ws";

const [url, where] = process.argv.slice(2);
// Metadata makes a message large, but nobody asks what is in it.
const brief = (key, value) => (key === "metadataKeyValueStore" ? undefined : value);
const print = (happening) =>
  console.log(JSON.stringify({ at: Date.now(), ...happening }, brief));

let socket;
const client = createClient({
  url,
  webSocketImpl: WebSocket,
  shouldRetry: () => true,
  on: {
    opened: (opened) => (socket = opened),
    connected: () => print({ connected: socket.protocol }),
    closed: (event) => print({ closed: event.code, reason: event.reason }),
  },
});

const query = `
  subscription ($where: EventFilterQuery) {
    events(where: $where) {
      change
      event {
        time
        updatedAt
        metadataKeyValueStore { key ... on MetadataKeyValuePairString { value } }
      }
    }
  }`;
const complete = client.subscribe(
  { query, variables: { where: JSON.parse(where) } },
  {
    next: (result) => print({ next: result }),
    error: (error) => print({ error }),
    complete: () => print({ complete: true }),
  },
);

const commands = {
  complete, // The subscription only; the client stays.
  terminate: () => client.terminate(), // The connection breaks.
  pause: () => socket.pause(), // Nothing is read from the connection any more ...
  resume: () => socket.resume(), // ... until now.
};
createInterface({ input: process.stdin })
  .on("line", (command) => commands[command]())
  .on("close", () => process.exit());
