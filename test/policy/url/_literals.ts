import { readFileSync } from "node:fs";
import ts from "typescript";

interface Literal {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression literal of a file; a pattern built at run time is refused. */
export function literalsOf(file: string): Literal[] {
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
