//! Facilitators and tables who sort the same step at the same time, over several documents, with updates
//! that arrive in any order: in the end every replica shows the same, every note is there once, and
//! nobody's undo has touched what somebody else did.

mod actor;
mod checks;
mod deeds;
mod world;

use bordsvis_shared::board::Way;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::actor::step;
use crate::checks::check_whole;
use crate::deeds::{Deed, deed, deeds};
use crate::world::{ACTORS, World};

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn all_see_the_same_and_nobody_undoes_anothers_work(
        deeds in deeds()
    ) {
        let mut world = World::new();
        for (actor, deed) in deeds {
            world.happen(actor, deed);
            check_whole(&world.actors[actor]);
        }
        // The first hears everybody, then everybody hears the first.
        (1..ACTORS).for_each(|other| world.hear(0, other));
        (1..ACTORS).for_each(|actor| world.hear(actor, 0));
        let picture = world.actors[0].picture();
        for actor in &world.actors {
            check_whole(actor);
            prop_assert_eq!(&actor.picture(), &picture);
        }
    }

    /// With nobody else about, all that was done can be taken back, and done again.
    #[test]
    fn one_alone_gets_back_to_the_start_and_to_the_end(
        deeds in prop::collection::vec(deed(any::<Index>()), 1..40)
    ) {
        let mut world = World::new();
        for deed in deeds {
            if !matches!(deed, Deed::Turn(_) | Deed::Hear(_)) {
                world.happen(0, deed);
            }
        }
        let done = world.actors[0].picture();
        let turn_all = |world: &mut World, way| {
            while world.actors[0].history.can(way, &step()) {
                world.turn(0, way);
            }
        };
        turn_all(&mut world, Way::Undo);
        let start = world.actors[0].picture();
        // What was put on the table lies in the bin.
        prop_assert_eq!(start.notes().count(), 0);
        prop_assert_eq!(start.clusters.len(), 0);
        turn_all(&mut world, Way::Redo);
        prop_assert_eq!(world.actors[0].picture(), done);
    }
}
