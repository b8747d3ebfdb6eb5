import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A property of an interface or a class. */
export interface Member {
  readonly name: string;
  readonly type: ts.TypeNode;
  /** Its doc comment as written, with its asterisks; `""` without one. */
  readonly comment: string;
  readonly isOptional: boolean;
}

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration;

/** The declarations of some files, by their names, which must be unique. */
export class Declarations {
  readonly #declarations = new Map<string, Declaration>();
  readonly #functions = new Map<string, ts.FunctionDeclaration>();
  readonly #files: readonly ts.SourceFile[];

  /** @param paths of TypeScript files below `folder`. */
  constructor(folder: string, paths: readonly string[]) {
    this.#files = paths.map((path) => {
      const text = readFileSync(join(folder, path), "utf8");
      return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    });
    for (const statement of this.#files.flatMap((file) => [...file.statements])) {
      if (ts.isFunctionDeclaration(statement) && statement.name) {
        this.#functions.set(statement.name.text, statement);
      } else if (isDeclaration(statement) && statement.name) {
        this.#add(statement.name.text, statement);
      }
    }
  }

  /** The doc comment of a declaration or function, as written. */
  commentOf(name: string): string {
    return commentOn(this.#functions.get(name) ?? this.#declared(name));
  }

  /**
   * The properties of the declaration with this name, including those that it extends and combines; of several
   * with one name, the first. What other files declare has none here.
   */
  membersOf(name: string): Member[] {
    const members = new Map<string, Member>();
    for (const member of this.#membersOfDeclaration(this.#declared(name))) {
      if (!members.has(member.name)) members.set(member.name, member);
    }
    return [...members.values()];
  }

  /** The texts of the lists that objects in the files have as their property `name`. */
  textsIn(name: string): string[] {
    const texts: string[] = [];
    const visit = (node: ts.Node): void => {
      if (
        ts.isPropertyAssignment(node) &&
        nameOf(node.name) === name &&
        ts.isArrayLiteralExpression(node.initializer)
      ) {
        texts.push(...node.initializer.elements.filter(ts.isStringLiteral).map(({ text }) => text));
      }
      ts.forEachChild(node, visit);
    };
    for (const file of this.#files) visit(file);
    return texts;
  }

  #add(name: string, declaration: Declaration): void {
    if (this.#declarations.has(name)) {
      throw new Error(`${this.#paths()}: two of them declare ${name}; read them apart.`);
    }
    this.#declarations.set(name, declaration);
  }

  #declared(name: string): Declaration {
    const declaration = this.#declarations.get(name);
    if (declaration) return declaration;
    throw new Error(`${this.#paths()}: none declares ${name}; correct the name in plugin/schema.`);
  }

  #paths(): string {
    return this.#files.map(({ fileName }) => fileName).join(", ");
  }

  #membersOfDeclaration(declaration: Declaration): Member[] {
    if (ts.isTypeAliasDeclaration(declaration)) return this.#membersOfType(declaration.type);
    const own = this.#membersIn([...declaration.members]);
    if (ts.isClassDeclaration(declaration)) return own;
    const bases = declaration.heritageClauses?.flatMap(({ types }) => [...types]) ?? [];
    return [...own, ...bases.flatMap(({ expression }) => this.#membersOfReference(expression))];
  }

  #membersOfType(type: ts.TypeNode): Member[] {
    if (ts.isParenthesizedTypeNode(type)) return this.#membersOfType(type.type);
    if (ts.isIntersectionTypeNode(type)) {
      return type.types.flatMap((part) => this.#membersOfType(part));
    }
    if (ts.isUnionTypeNode(type)) {
      return combined(type.types.map((part) => this.#membersOfType(part)));
    }
    if (ts.isTypeLiteralNode(type)) return this.#membersIn([...type.members]);
    return ts.isTypeReferenceNode(type) ? this.#membersOfReference(type.typeName) : [];
  }

  #membersOfReference(name: ts.Node): Member[] {
    const declaration = ts.isIdentifier(name) ? this.#declarations.get(name.text) : undefined;
    return declaration ? this.#membersOfDeclaration(declaration) : [];
  }

  #membersIn(elements: (ts.TypeElement | ts.ClassElement)[]): Member[] {
    return elements.flatMap((element) => {
      const isOwn = ts.isPropertySignature(element) || isDeclaredOnly(element);
      if (!isOwn || !element.type) return [];
      const { type, questionToken } = element;
      const isOptional = questionToken !== undefined;
      return [{ name: nameOf(element.name), type, isOptional, comment: commentOn(element) }];
    });
  }
}

/** What one of several types may have; what all of them must have is not optional. */
function combined(types: readonly (readonly Member[])[]): Member[] {
  const given = types.flat().filter(({ type }) => type.kind !== ts.SyntaxKind.UndefinedKeyword);
  return given.map((member) => ({
    ...member,
    isOptional: !types.every((members) =>
      members.some(({ name, isOptional }) => name === member.name && !isOptional),
    ),
  }));
}

function commentOn(node: ts.Node): string {
  return ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1)?.getText() ?? "";
}

function isDeclaration(node: ts.Node): node is Declaration {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node)
  );
}

/** `declare readonly x: …`, as the outputs of a resource are. */
function isDeclaredOnly(node: ts.Node): node is ts.PropertyDeclaration {
  return (
    ts.isPropertyDeclaration(node) &&
    node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true
  );
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}
