//! What the browser keeps: text and bytes under names, in IndexedDB. Writing is fire and forget, and
//! in order; where the browser keeps nothing (a private window, a full disk), everything goes on
//! without.

use idb::{Database, Error, Factory, KeyRange, ObjectStore, Query, TransactionMode};
use idb::{DatabaseEvent, ObjectStoreParams};
use wasm_bindgen::JsValue;

const DATABASE: &str = "bordsvis";
const STORE: &str = "kept";
/// Raised when what is kept under a name changes its form.
const VERSION: u32 = 1;

/// The browser's keep, if it has one.
#[derive(Clone)]
pub struct Keep(Option<std::rc::Rc<Database>>);

impl Keep {
    /// Opens it.
    pub async fn open() -> Self {
        Self(open().await.ok().map(Into::into))
    }

    /// Keeps a value.
    pub fn put(&self, name: &str, value: &JsValue) {
        self.write(|store| store.put(value, Some(&name.into())).map(drop));
    }

    /// Forgets a value.
    pub fn delete(&self, name: &str) {
        self.write(|store| store.delete(JsValue::from(name)).map(drop));
    }

    /// Forgets all values whose name begins with `prefix`.
    pub fn delete_all(&self, prefix: &str) {
        self.write(|store| store.delete(beginning_with(prefix)?).map(drop));
    }

    /// A value.
    pub async fn get(&self, name: &str) -> Option<JsValue> {
        let store = self.store(TransactionMode::ReadOnly).ok()??;
        store.get(JsValue::from(name)).ok()?.await.ok()?
    }

    /// All values whose name begins with `prefix`, each with the rest of its name.
    pub async fn list(&self, prefix: &str) -> Vec<(String, JsValue)> {
        self.read_all(prefix).await.unwrap_or_default()
    }

    async fn read_all(&self, prefix: &str) -> Result<Vec<(String, JsValue)>, Error> {
        let Some(store) = self.store(TransactionMode::ReadOnly)? else {
            return Ok(Vec::new());
        };
        // Both are asked before either answers, so that they see the same.
        let names = store.get_all_keys(Some(beginning_with(prefix)?), None)?;
        let values = store.get_all(Some(beginning_with(prefix)?), None)?;
        let (names, values) = (names.await?, values.await?);
        let named = names.into_iter().zip(values);
        Ok(named
            .filter_map(|(name, value)| {
                Some((name.as_string()?.strip_prefix(prefix)?.to_owned(), value))
            })
            .collect())
    }

    fn write(&self, write: impl FnOnce(&ObjectStore) -> Result<(), Error>) {
        if let Ok(Some(store)) = self.store(TransactionMode::ReadWrite) {
            let _ = write(&store);
        }
    }

    fn store(&self, mode: TransactionMode) -> Result<Option<ObjectStore>, Error> {
        let store = |database: &std::rc::Rc<Database>| {
            database.transaction(&[STORE], mode)?.object_store(STORE)
        };
        self.0.as_ref().map(store).transpose()
    }
}

fn beginning_with(prefix: &str) -> Result<Query, Error> {
    // No name holds a character behind the last one of the Basic Multilingual Plane.
    let end = JsValue::from(prefix.to_owned() + "\u{ffff}");
    KeyRange::bound(&prefix.into(), &end, None, None).map(Query::KeyRange)
}

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}
