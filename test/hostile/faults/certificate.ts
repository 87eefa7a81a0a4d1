import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A key and a certificate as `node:tls` takes them. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** Makes a certificate that its own key has signed, for `localhost` or another name. */
export function selfSigned(name: string = "localhost", validTo: Date = new Date(Date.now() + 86_400_000)): Identity {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(ecdsaWithSha256);
  const subject = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))));
  const address = der(0x87, Buffer.from([127, 0, 0, 1]));
  const names = sequence(der(0x82, Buffer.from(name)), ...(name === "localhost" ? [address] : []));
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([7])),
    algorithm,
    subject,
    sequence(time(new Date(validTo.getTime() - 2 * 86_400_000)), time(validTo)),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(alternativeName, der(0x04, names)))),
  );
  const certificate = sequence(toBeSigned, algorithm, der(0x03, Buffer.from([0]), signature(toBeSigned, privateKey)));
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert: pem(certificate) };
}

const ecdsaWithSha256 = Buffer.from("06082a8648ce3d040302", "hex");
const commonName = Buffer.from("0603550403", "hex");
const alternativeName = Buffer.from("0603551d11", "hex");

function signature(data: Buffer, key: KeyObject): Buffer {
  return sign("sha256", data, key);
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return der(0x30, ...contents);
}

function time(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`));
}

function pem(bytes: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}
