import { type Cell, cases, notSent, refused, type StyledParameter, styleRows } from "./style-table.js";

/** `docs/parameter-styles.md`: what the tests have seen on the wire. */
export function stylePage(): string {
  const parts = [
    `# How parameters are sent

Each line of these tables is a test: it is sent through the runtime, and through a package that is generated from a
document with this parameter. The page is written by the tests, too (\`npm run golden\`), so that it says what happens.

The parameter's name is \`color\`. *Refused* is an \`InvalidParameterError\` before anything is sent: what a server could
not read back as it was set. † marks what the specification leaves open ("n/a"), or where it is not followed for the
reason given: it is this generator's choice.

## The specification's examples

The values are \`""\`, \`"blue"\`, \`["blue", "black", "brown"]\` and \`{ "R": 100, "G": 200, "B": 150 }\`, as in the table
"Style Examples" of OpenAPI 3.0.4, 3.1.1 and 3.2.0.

${table(
  ["in", "style", "explode", "empty string", "string", "array", "object"],
  styleRows.map((row) => [row.in, row.style, String(row.explode), ...row.cells.map(outcome)]),
)}

- An empty value would name another path in the styles simple and label: security goes before the specification's table.
- Until 3.1, the specification joins exploded cookies with \`&\`, which no server reads as cookies. As 3.2 says of the
  style cookie, each pair is a cookie of its own.
- The styles spaceDelimited and pipeDelimited do not say what they are when exploded: they are sent as style form is.
- \`explode\` changes nothing for style deepObject.`,
    ...[...cases].map(
      ([heading, rows]) =>
        `## ${heading}\n\n${table(
          ["parameter", "value", "is sent as", ""],
          rows.map((row) => [parameterText(row.parameter), code(JSON.stringify(row.value)), outcome(row), row.note]),
        )}`,
    ),
    `## What is not sent, and reported

The report of \`generate\` (\`skipped\`) lists these, with their place; the others of the operation are sent.

- Header parameters named \`Accept\`, \`Content-Type\` or \`Authorization\`: OpenAPI says that they are ignored.
- Headers that belong to the connection, which \`fetch\` writes itself: \`Host\`, \`Content-Length\` and the like.
- Headers and cookies whose name cannot be one (a warning, OF1703).
- Path parameters that the path does not have (a warning, OF1302).
- The earlier of two parameters with one name and place in one list (a warning, OF1306).
- All media types of a parameter's \`content\` but the first (a warning, OF1307), and their \`encoding\`.

A style that a place does not have is a warning (OF1303), and the place's default style is used. A parameter of the path
that is not described is a string (a warning, OF1304).`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function outcome(cell: Cell): string {
  const { want, isSpecified } = cell;
  const mark = isSpecified ? "" : " †";
  if (want === refused) return `*refused*${mark}`;
  if (want === notSent) return `*not sent*${mark}`;
  return want === "" ? `*an empty value*${mark}` : `${code(want)}${mark}`;
}

function parameterText(parameter: StyledParameter): string {
  const { in: place, required, style, explode, allowReserved, allowEmptyValue, content } = parameter;
  const parts = [
    place,
    ...(style === undefined ? [] : [style]),
    ...(explode === undefined ? [] : [`explode: ${explode}`]),
    ...(allowReserved ? ["allowReserved"] : []),
    ...(allowEmptyValue ? ["allowEmptyValue"] : []),
    ...(required && place !== "path" ? ["required"] : []),
    ...Object.keys(content ?? {}).map(code),
  ];
  return parts.join(", ");
}

/** Text in a cell: pipes would end it. */
function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
