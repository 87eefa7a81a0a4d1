import { randomInt } from "node:crypto";
import { connect } from "node:net";

/**
 * A port of this machine on which nothing listens, nor will: it is below those that systems hand out to whoever asks for
 * any (from 32768 on), and no server is started to find it. A port that was just left is soon another server's.
 */
export async function closedPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    if (await refuses(port)) return port;
  }
}

function refuses(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(false);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") resolve(true);
      else reject(error);
    });
  });
}
