use leptos::prelude::*;
fn main() {
    let d = yrs::Doc::new();
    let t = d.get_or_insert_text("x");
    leptos::mount::mount_to_body(move || {
        use yrs::{GetString, ReadTxn, Text, Transact};
        let mut x = d.transact_mut();
        t.push(&mut x, "hej");
        let s = t.get_string(&x);
        let u = x.encode_update_v1();
        let sv = x.encode_state_as_update_v1(&Default::default());
        view! {<p>{s}{u.len()}{sv.len()}</p>}
    })
}
