import { globSync, readFileSync } from "node:fs";
import { checkSync } from "recheck";
import ts from "typescript";
import { expect, it } from "vitest";

interface Literal {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression literal of a file; a pattern built at run time is refused. */
function literalsOf(file: string): Literal[] {
  const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found: Literal[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
      const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
      found.push({ place: `${file}:${line} /${source}/`, source, flags });
    }
    const called = ts.isNewExpression(node) || ts.isCallExpression(node) ? node.expression : node;
    if (called !== node && ts.isIdentifier(called) && called.text === "RegExp") {
      throw new Error(`${file} builds a regular expression at run time, which cannot be checked`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const literals = globSync("policy/src/**/*.ts").sort().flatMap(literalsOf);

it("the policy pack has regular expressions, and they are found", () => {
  expect(literals.length).toBeGreaterThan(20);
});

it("recheck knows a dangerous regular expression", () => {
  expect(checkSync("^(a|a)*$", "").status).toBe("vulnerable");
});

it.each(literals)("$place takes linear time", ({ source, flags }) => {
  const found = checkSync(source, flags, { timeout: 5000 });
  expect(found.status === "safe" ? found.complexity.type : found.status).toMatch(
    /^(?:safe|linear)$/,
  );
});
