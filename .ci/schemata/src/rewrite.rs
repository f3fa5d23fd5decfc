//! One source file with all its mutants written in, each behind its switch.
//!
//! The code is changed as text, at the places the syntax tree names: every mutant wraps
//! an expression (or inserts something), and what is wrapped may hold other mutants.

use std::collections::BTreeSet;
use std::ops::Range;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::list::{Places, Position};

/// What came out.
pub struct Rewritten {
    pub text: String,
    /// What is there for mutants; may nest.
    pub owners: Vec<Owner>,
    /// The mutants that stand in it.
    pub switched: BTreeSet<u32>,
}

/// Bytes of the text that are there for some mutants.
pub struct Owner {
    pub range: Range<usize>,
    pub numbers: Vec<u32>,
    /// Whether it is `return VALUE` for one of them: what does not compile there does not
    /// compile as the function's body either.
    pub returns: bool,
}

/// Text to insert, with the mutant it is there for where it is one's own.
type Pieces = Vec<(String, Option<u32>)>;

/// Text before and after a range of the source, and perhaps in place of an operator in it.
struct Wrap {
    range: Range<usize>,
    open: Pieces,
    operator: Option<(Range<usize>, String)>,
    close: Pieces,
    numbers: Vec<u32>,
}

/// Writes the mutants of `places` into `source`.
pub fn rewrite(source: &str, places: &Places) -> Rewritten {
    let file = syn::parse_file(source).expect("the source parses");
    let mut lines = vec![0];
    lines.extend(source.match_indices('\n').map(|(at, _)| at + 1));
    let mut finder = Finder {
        source,
        lines,
        places,
        wraps: Vec::new(),
        chained: BTreeSet::new(),
    };
    finder.visit_file(&file);
    write(source, &finder.wraps)
}

struct Finder<'a> {
    source: &'a str,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    places: &'a Places,
    wraps: Vec<Wrap>,
    /// Where the operators of chains stand that were gone through.
    chained: BTreeSet<usize>,
}

fn is(number: u32) -> String {
    format!("crate::mutant::is({number})")
}

fn plain(text: impl Into<String>) -> Pieces {
    vec![(text.into(), None)]
}

/// `if is(1) { a } else if is(2) { b } else { c }`
fn choice(mutants: &[(u32, String)], otherwise: &str, form: impl Fn(&str) -> String) -> Pieces {
    let mut pieces: Pieces = mutants
        .iter()
        .map(|(number, replacement)| {
            let text = format!("if {} {{ {} }} else ", is(*number), form(replacement));
            (text, Some(*number))
        })
        .collect();
    pieces.push((format!("{{ {} }}", form(otherwise)), None));
    pieces
}

impl Finder<'_> {
    fn byte(&self, at: proc_macro2::LineColumn) -> usize {
        let start = self.lines[at.line - 1];
        let line = &self.source[start..];
        start
            + line
                .chars()
                .take(at.column)
                .map(char::len_utf8)
                .sum::<usize>()
    }

    fn range(&self, node: &impl Spanned) -> Range<usize> {
        let span = node.span();
        self.byte(span.start())..self.byte(span.end())
    }

    fn text(&self, node: &impl Spanned) -> &str {
        &self.source[self.range(node)]
    }

    /// The mutants of a genre that begin where `node` begins.
    fn at(&self, genre: &str, node: &impl Spanned) -> Option<Vec<(u32, String)>> {
        let start = node.span().start();
        let position = Position {
            line: start.line,
            column: start.column + 1,
        };
        self.places.get(&(genre.to_owned(), position)).cloned()
    }

    fn wrap(
        &mut self,
        mutants: &[(u32, String)],
        range: Range<usize>,
        open: Pieces,
        close: Pieces,
    ) {
        let numbers = mutants.iter().map(|(number, _)| *number).collect();
        self.wraps.push(Wrap {
            range,
            open,
            operator: None,
            close,
            numbers,
        });
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let (Some(first), Some(last)) = (block.stmts.first(), block.stmts.last()) else {
            return;
        };
        let Some(mut mutants) = self.at("FnValue", first) else {
            return;
        };
        if signature.constness.is_some() {
            return; // a switch cannot be read there
        }
        let body = self.range(first).start..self.range(last).end;
        if let syn::ReturnType::Type(_, kind) = &signature.output
            && self.text(&**kind).starts_with("impl ")
        {
            // One type is returned whatever the switches say.
            mutants.retain(|(_, replacement)| replacement.starts_with("::std::iter::"));
            if mutants.is_empty() {
                return;
            }
            let any: Vec<String> = mutants.iter().map(|(number, _)| is(*number)).collect();
            let any = any.join(" || ");
            let mut close = plain(format!("}}), if {any} {{ 0 }} else {{ usize::MAX }})"));
            let mut blamed = Vec::new();
            for (number, replacement) in &mutants {
                if let Some(item) = replacement.strip_prefix("::std::iter::once") {
                    let text = format!(".chain({}.then(|| {item}))", is(*number));
                    close.push((text, Some(*number)));
                    blamed.push((*number, String::new()));
                } else {
                    close.push((String::new(), Some(*number)));
                }
            }
            // The empty iterator fits where another fails.
            let blamed = if blamed.is_empty() { &mutants } else { &blamed };
            self.wrap(blamed, body, plain("Iterator::take(({ "), close);
            return;
        }
        let open = mutants
            .iter()
            .map(|(number, value)| {
                (
                    format!("if {} {{ return {value}; }} ", is(*number)),
                    Some(*number),
                )
            })
            .collect();
        self.wrap(&mutants, body.start..body.start, open, Vec::new());
    }

    /// A chain of `&&` or of `||`, whose outermost operator this is. As in a changed text,
    /// an `&&` binds its neighbours alone: `a && b && c` becomes `a || (b && c)`, and
    /// `a || b || c` becomes `a || (b && c)`.
    fn chain(&mut self, outermost: &syn::ExprBinary) {
        use syn::BinOp::{And, Or};
        let is_and = matches!(outermost.op, And(_));
        let mut nodes = vec![outermost];
        while let Some(syn::Expr::Binary(inner)) = nodes.last().map(|node| &*node.left)
            && matches!((inner.op, is_and), (And(_), true) | (Or(_), false))
        {
            nodes.push(inner);
        }
        let operands = nodes.iter().map(|node| &*node.right);
        let is_let = |operand: &syn::Expr| matches!(operand, syn::Expr::Let(_));
        if operands
            .chain(nodes.last().map(|node| &*node.left))
            .any(is_let)
        {
            return; // `let` stands in no other expression
        }
        if (nodes.iter()).all(|node| self.at("BinaryOperator", &node.op).is_none()) {
            return;
        }
        self.wraps.push(Wrap {
            range: self.range(outermost),
            open: plain("('chain: { "),
            operator: None,
            close: plain(" })"),
            numbers: Vec::new(),
        });
        let mut outer = "false".to_owned();
        for node in nodes {
            self.chained.insert(self.range(&node.op).start);
            let mutants = self.at("BinaryOperator", &node.op).unwrap_or_default();
            let own = mutants
                .first()
                .map_or("false".to_owned(), |(number, _)| is(*number));
            // Each operand stands there once: the switches decide when the left one is the
            // answer, and when it is that of the whole chain.
            let (whole, differs) = if is_and { (&own, "!=") } else { (&outer, "==") };
            let middle = format!(
                ") {{ __l => if __l && {whole} {{ break 'chain true }} else if __l {differs} {own} {{ "
            );
            self.wraps.push(Wrap {
                range: self.range(node),
                open: plain("(match ("),
                operator: Some((self.range(&node.op), middle)),
                close: plain("} else { __l } })"),
                numbers: mutants.iter().map(|(number, _)| *number).collect(),
            });
            outer = own;
        }
    }

    fn operator(&mut self, node: &syn::ExprBinary) {
        use syn::BinOp::*;
        if matches!(node.op, And(_) | Or(_)) {
            if !self.chained.contains(&self.range(&node.op).start) {
                self.chain(node);
            }
            return;
        }
        let Some(mutants) = self.at("BinaryOperator", &node.op) else {
            return;
        };
        let token = self.text(&node.op).to_owned();
        let (open, middle, close) = match node.op {
            // Another operator would take other operands.
            Add(_) | Sub(_) if matches!(&*node.left, syn::Expr::Binary(_)) => return,
            Mul(_) | Div(_) => return,
            Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) => {
                let mut close = plain(")) { (__l, __r) => ");
                close.extend(choice(&mutants, &token, |op| format!("__l {op} __r")));
                close.extend(plain(" })"));
                (plain("(match (&("), "), &(".to_owned(), close)
            }
            AddAssign(_) | SubAssign(_) | MulAssign(_) | DivAssign(_) => {
                let mut close = plain(") { __r => ");
                close.extend(choice(&mutants, &token, |op| format!("*__l {op} __r")));
                close.extend(plain(" } })"));
                let middle = ") { __l => match (".to_owned();
                (plain("(match &mut ("), middle, close)
            }
            _ => {
                let mut close = plain(")) { (__l, __r) => ");
                close.extend(choice(&mutants, &token, |op| format!("__l {op} __r")));
                close.extend(plain(" })"));
                (plain("(match (("), "), (".to_owned(), close)
            }
        };
        self.wraps.push(Wrap {
            range: self.range(node),
            open,
            operator: Some((self.range(&node.op), middle)),
            close,
            numbers: mutants.iter().map(|(number, _)| *number).collect(),
        });
    }
}

/// Whether a condition is part of a chain with `let`.
fn has_let(condition: &syn::Expr) -> bool {
    match condition {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(node) if matches!(node.op, syn::BinOp::And(_)) => {
            has_let(&node.left) || has_let(&node.right)
        }
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, node: &'ast syn::ItemFn) {
        self.function(&node.sig, &node.block);
        visit::visit_item_fn(self, node);
    }

    fn visit_impl_item_fn(&mut self, node: &'ast syn::ImplItemFn) {
        self.function(&node.sig, &node.block);
        visit::visit_impl_item_fn(self, node);
    }

    fn visit_trait_item_fn(&mut self, node: &'ast syn::TraitItemFn) {
        if let Some(block) = &node.default {
            self.function(&node.sig, block);
        }
        visit::visit_trait_item_fn(self, node);
    }

    fn visit_expr_binary(&mut self, node: &'ast syn::ExprBinary) {
        self.operator(node);
        visit::visit_expr_binary(self, node);
    }

    fn visit_expr_unary(&mut self, node: &'ast syn::ExprUnary) {
        if let syn::UnOp::Not(_) = node.op
            && let Some(mutants) = self.at("UnaryOperator", node)
        {
            let close = plain(format!(" ^ {})", is(mutants[0].0)));
            self.wrap(&mutants, self.range(node), plain("("), close);
        }
        visit::visit_expr_unary(self, node);
    }

    fn visit_arm(&mut self, node: &'ast syn::Arm) {
        let guard = match &node.pat {
            syn::Pat::Guard(pattern) => Some(&*pattern.guard),
            _ => None,
        };
        if let Some(mutants) = self.at("MatchArm", node) {
            let switch = is(mutants[0].0);
            match guard {
                None => {
                    let end = self.range(&node.pat).end;
                    self.wrap(
                        &mutants,
                        end..end,
                        plain(format!(" if !{switch}")),
                        Vec::new(),
                    );
                }
                Some(guard) if has_let(guard) => {
                    let open = plain(format!("!{switch} && "));
                    self.wrap(&mutants, self.range(guard), open, Vec::new());
                }
                Some(guard) => {
                    let open = plain(format!("!{switch} && ("));
                    self.wrap(&mutants, self.range(guard), open, plain(")"));
                }
            }
        }
        if let Some(guard) = guard
            && !has_let(guard)
            && let Some(mutants) = self.at("MatchArmGuard", guard)
        {
            for (number, value) in mutants {
                let open = match value.as_str() {
                    "true" => format!("({} || ", is(number)),
                    _ => format!("(!{} && ", is(number)),
                };
                self.wrap(
                    &[(number, value)],
                    self.range(guard),
                    plain(open + "("),
                    plain("))"),
                );
            }
        }
        visit::visit_arm(self, node);
    }

    fn visit_expr_struct(&mut self, node: &'ast syn::ExprStruct) {
        for field in &node.fields {
            if let Some(rest) = &node.rest
                && let syn::Member::Named(member) = &field.member
                && let Some(mutants) = self.at("StructField", field)
            {
                let (path, rest) = (self.text(&node.path), self.text(&**rest));
                let name = if field.colon_token.is_none() {
                    format!("{member}: ")
                } else {
                    String::new()
                };
                let open = format!(
                    "{name}if {} {{ let {path} {{ {member}: __it, .. }} = {rest}; __it }} else {{ ",
                    is(mutants[0].0)
                );
                self.wrap(&mutants, self.range(&field.expr), plain(open), plain(" }"));
            }
        }
        visit::visit_expr_struct(self, node);
    }
}

/// What happens at one place of the source.
enum Event<'a> {
    Close(&'a Wrap),
    Open(&'a Wrap),
    Replace(Range<usize>, &'a str),
}

/// The source with the wraps written in: at one place, what ends there comes before what
/// begins there, the inner end before the outer, the outer beginning before the inner.
fn write(source: &str, wraps: &[Wrap]) -> Rewritten {
    let mut events = Vec::new();
    for (index, wrap) in wraps.iter().enumerate() {
        let (start, end) = (wrap.range.start, wrap.range.end);
        let index = isize::try_from(index).expect("few wraps");
        let far = isize::MAX;
        if start == end {
            events.push(((start, 1, -far, index), Event::Open(wrap)));
            events.push(((start, 1, -far, index), Event::Close(wrap)));
        } else {
            events.push(((start, 2, -(end as isize), index), Event::Open(wrap)));
            events.push(((end, 0, -(start as isize), -index), Event::Close(wrap)));
        }
        if let Some((range, text)) = &wrap.operator {
            events.push((
                (range.start, 1, 0, index),
                Event::Replace(range.clone(), text),
            ));
        }
    }
    events.sort_by_key(|(key, _)| *key);
    let mut out = Rewritten {
        text: String::new(),
        owners: Vec::new(),
        switched: BTreeSet::new(),
    };
    let mut begun = Vec::new();
    let mut copied = 0;
    for ((at, ..), event) in events {
        out.text.push_str(&source[copied..at]);
        copied = at;
        match event {
            Event::Open(wrap) => {
                begun.push(out.text.len());
                pieces(&mut out, &wrap.open);
            }
            Event::Close(wrap) => {
                pieces(&mut out, &wrap.close);
                let begin = begun.pop().expect("opened before");
                if !wrap.numbers.is_empty() {
                    let range = begin..out.text.len();
                    let numbers = wrap.numbers.clone();
                    let returns = false;
                    out.owners.push(Owner {
                        range,
                        numbers,
                        returns,
                    });
                }
                out.switched.extend(&wrap.numbers);
            }
            Event::Replace(range, text) => {
                out.text.push_str(text);
                copied = range.end;
            }
        }
    }
    out.text.push_str(&source[copied..]);
    out
}

fn pieces(out: &mut Rewritten, pieces: &Pieces) {
    for (text, number) in pieces {
        let begin = out.text.len();
        out.text.push_str(text);
        if let Some(number) = number {
            out.switched.insert(*number);
            let returns = text.contains("{ return ");
            let range = begin..out.text.len();
            out.owners.push(Owner {
                range,
                numbers: vec![*number],
                returns,
            });
        }
    }
}
