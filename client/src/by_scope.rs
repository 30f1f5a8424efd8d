//! Something of each of a board's documents, in their order. There are a few dozen of those, and a tree for each kind of
//! thing that is known of them would weigh ten times as much as this.

use bordsvis_shared::id::Scope;

/// What is known of some documents, one for each.
#[derive(Debug)]
pub struct ByScope<T>(Vec<(Scope, T)>);

impl<T> Default for ByScope<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByScope<T> {
    /// What is known of a document.
    pub fn get(&self, scope: &Scope) -> Option<&T> {
        let at = self.find(scope).ok()?;
        Some(&self.0[at].1)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, scope: &Scope) -> Option<&mut T> {
        let at = self.find(scope).ok()?;
        Some(&mut self.0[at].1)
    }

    /// Puts it in place of what was known before.
    pub fn insert(&mut self, scope: Scope, known: T) {
        match self.find(&scope) {
            Ok(at) => self.0[at].1 = known,
            Err(at) => self.0.insert(at, (scope, known)),
        }
    }

    /// Forgets it.
    pub fn remove(&mut self, scope: &Scope) -> Option<T> {
        let at = self.find(scope).ok()?;
        Some(self.0.remove(at).1)
    }

    /// Forgets what is known of the documents that are not wanted.
    pub fn retain(&mut self, wanted: impl Fn(&Scope) -> bool) {
        self.0.retain(|(scope, _)| wanted(scope));
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The documents of which something is known.
    pub fn scopes(&self) -> impl Iterator<Item = &Scope> {
        self.iter().map(|(scope, _)| scope)
    }

    /// All of it.
    pub fn iter(&self) -> impl Iterator<Item = (&Scope, &T)> {
        self.0.iter().map(|(scope, known)| (scope, known))
    }

    /// The same, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&Scope, &mut T)> {
        self.0.iter_mut().map(|(scope, known)| (&*scope, known))
    }

    fn find(&self, scope: &Scope) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(scope))
    }
}

impl<T> IntoIterator for ByScope<T> {
    type Item = (Scope, T);
    type IntoIter = std::vec::IntoIter<(Scope, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use bordsvis_shared::id::TableNo;

    use super::*;

    #[test]
    fn documents_keep_their_order_and_what_is_known_of_them() {
        let of = |table| Scope::Table("views".parse().unwrap(), TableNo(table));
        let [one, two] = [1, 2].map(of);
        let mut known = ByScope::default();
        known.insert(two.clone(), 2);
        known.insert(one.clone(), 0);
        known.insert(one.clone(), 1);
        assert_eq!(known.scopes().collect::<Vec<_>>(), [&one, &two]);
        *known.get_mut(&two).unwrap() += 1;
        assert_eq!(known.remove(&two), Some(3));
        assert_eq!(known.get(&one), Some(&1));
        assert_eq!(known.get(&two), None);
    }
}
