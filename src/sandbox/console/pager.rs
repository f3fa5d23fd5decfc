//! Long lists, a page at a time.

use maud::{Markup, html};

use super::link::Link;
use super::scene::Scene;
use super::shown::number;
use super::words::Word;

/// A page of a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pager {
    /// From 1.
    page: usize,
    size: usize,
    total: usize,
}

impl Pager {
    /// The page asked for by `?page=`; the last one where that is beyond it.
    pub fn of(scene: &Scene<'_>, size: usize, total: usize) -> Pager {
        let pages = total.div_ceil(size).max(1);
        Pager {
            page: scene.query.number("page").unwrap_or(1).min(pages),
            size,
            total,
        }
    }

    /// The entries of the page.
    pub fn cut<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        all.chunks(self.size).nth(self.page - 1).unwrap_or(&[])
    }

    /// How many entries stand before the page.
    pub fn before(&self) -> usize {
        (self.page - 1) * self.size
    }

    /// The way to the other pages, keeping everything else that was asked for; nothing
    /// where there is one page alone.
    pub fn links(&self, scene: &Scene<'_>, base: &Link) -> Markup {
        let pages = self.total.div_ceil(self.size);
        let link = |page: usize| {
            let rest = (scene.query.without("page")).filter(|(name, _)| !PASSING.contains(name));
            let base = rest.fold(base.clone(), |link, (name, value)| link.with(name, value));
            base.with("page", page)
        };
        let last = (self.before() + self.size).min(self.total);
        html! {
            @if pages > 1 {
                nav .pager aria-label=(scene.say(Word::Pages)) {
                    @if self.page > 1 {
                        a rel="prev" href=(link(self.page - 1)) { "‹ " (scene.say(Word::Previous)) }
                    } @else { span .off { "‹ " (scene.say(Word::Previous)) } }
                    span {
                        (scene.fill(Word::Range, &[
                            ("from", &number(self.before() + 1)),
                            ("to", &number(last)),
                            ("of", &number(self.total)),
                        ]))
                    }
                    @if self.page < pages {
                        a rel="next" href=(link(self.page + 1)) { (scene.say(Word::Next)) " ›" }
                    } @else { span .off { (scene.say(Word::Next)) " ›" } }
                }
            }
        }
    }
}

/// What a query says once and not again.
pub const PASSING: [&str; 2] = ["lang", "done"];
