//! Something that a page asks the server for once: fetched at first sight, and again on request.

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};

use crate::reactive::state;
use crate::{
    api::Failure,
    language::texts,
    parts::{Button, Loading, Notice, Tone},
};

/// What was asked for: `None` while it is on its way.
pub struct Fetched<T: Send + Sync + 'static> {
    state: RwSignal<Option<Result<T, Failure>>>,
    call: Callback<()>,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: Clone + Send + Sync + 'static> Fetched<T> {
    /// Asks at once.
    pub fn new<F>(call: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<T, Failure>> + 'static,
    {
        let state = state(None);
        let call = Callback::new(move |()| {
            state.set(None);
            let answer = call();
            spawn_local(async move {
                let answer = answer.await;
                // The page may be gone by now.
                state.try_set(Some(answer));
            });
        });
        call.run(());
        Self { state, call }
    }

    /// Asks again.
    pub fn again(self) {
        self.call.run(());
    }

    /// What came; `None` while nothing has.
    pub fn get(self) -> Option<Result<T, Failure>> {
        self.state.get()
    }

    /// What came, if all went well; without following it.
    pub fn got(self) -> Option<T> {
        self.state.get_untracked()?.ok()
    }

    /// Shows that it is being fetched, or what failed with a way to try again, or what came.
    pub fn show(
        self,
        what: &'static str,
        view: impl Fn(T) -> AnyView + Send + Sync + 'static,
    ) -> impl Fn() -> AnyView + Send + Sync + 'static {
        self.show_after(ViewFn::from(move || view! { <Loading what /> }), view)
    }

    /// The same, where something else stands until then.
    pub fn show_after(
        self,
        meanwhile: ViewFn,
        view: impl Fn(T) -> AnyView + Send + Sync + 'static,
    ) -> impl Fn() -> AnyView + Send + Sync + 'static {
        move || match self.get() {
            None => meanwhile.run(),
            Some(Ok(value)) => view(value),
            Some(Err(failure)) => failed(failure, Callback::new(move |()| self.again())),
        }
    }
}

/// What failed, with what may help.
fn failed(failure: Failure, again: Callback<()>) -> AnyView {
    let t = texts();
    let words = failure.sentence(t);
    let button = if failure == Failure::Outdated {
        let reload = || drop(location().reload());
        view! { <Button on_press=reload>{t.reload()}</Button> }
    } else {
        view! { <Button on_press=again>{t.try_again()}</Button> }
    };
    view! {
        <Notice tone=Tone::Danger>
            <p>{words}</p>
            <div class="actions">{button}</div>
        </Notice>
    }
    .into_any()
}
