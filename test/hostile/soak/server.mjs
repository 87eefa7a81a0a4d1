// A loopback server in a process of its own: answers, and one request in twenty meets a fault.
import { createServer } from "node:net";

const faults = ["reset", "cut", "stall-less half", "500", "503", "429", "html", "garbage", "status"];
let requests = 0;
let open = 0;
let turn = 0;
const respond = (status, body, headers = "") =>
  `HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;

const server = createServer((socket) => {
  open += 1;
  socket.setNoDelay(true);
  socket.on("close", () => {
    open -= 1;
  });
  socket.on("error", () => {});
  let text = "";
  socket.setEncoding("latin1").on("data", (chunk) => {
    text += chunk;
    for (let end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n")) {
      const length = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
      if (text.length < end + 4 + length) return;
      const path = (text.split(" ", 2)[1] ?? "").split("?")[0];
      const isCalm = /^x-calm:/im.test(text.slice(0, end));
      text = text.slice(end + 4 + length);
      if (path === "/numbers") {
        socket.write(respond(200, JSON.stringify({ requests, open })));
        continue;
      }
      if (path === "/upload") {
        socket.write(respond(400, '{"message":"no"}'));
        continue;
      }
      if (path.startsWith("/items")) {
        setTimeout(() => socket.write(respond(200, '{"items":[]}')), 500);
        continue;
      }
      requests += 1;
      // A prime, so that each kind of call meets each fault.
      const isFault = !isCalm && requests % 19 === 0;
      const fault = isFault ? faults[turn++ % faults.length] : undefined;
      const bodies = {
        "/tokens": `{"id":"${requests}","token":"secret-${requests}"}`,
        "/login": `[{"key":"k${requests}"}]`,
      };
      const body = bodies[path] ?? `{"n":${requests}}`;
      if (fault === undefined)
        socket.write(respond(path === "/tokens" ? 201 : 200, body, `x-request-id: r${requests}\r\n`));
      else if (fault === "reset") socket.resetAndDestroy();
      else if (fault === "cut") socket.end();
      else if (fault === "stall-less half") socket.end(respond(200, body).slice(0, -4));
      else if (fault === "html") socket.write(respond(200, "<html>", "").replace("application/json", "text/html"));
      else if (fault === "garbage") socket.end("SSH-2.0-OpenSSH\r\n");
      else if (fault === "status") socket.write(respond(999, body));
      else socket.write(respond(Number(fault), '{"message":"later"}'));
    }
  });
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
