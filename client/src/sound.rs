//! A gentle sound when the time is over: two soft tones, made by the browser, that carry through a
//! room without startling it. A device can be without.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, OscillatorType};

use crate::countdown::Left;
use crate::reactive::effect;

/// The tones, in hertz: a falling fourth, as of a doorbell.
const TONES: [f32; 2] = [659.3, 493.9];
/// From one tone to the next, in seconds.
const APART: f64 = 0.45;
/// How long a tone rings until it can't be heard.
const RINGS: f64 = 1.4;
/// How long it swells: without that it would click.
const SWELLS: f64 = 0.03;
/// How loud it is at its loudest, where 1 is all that the device has.
const LOUD: f32 = 0.2;
/// Fading never reaches silence; this is none that can be heard.
const SILENT: f32 = 0.0001;

/// Rings whenever a time that was seen running is over, if it may, until the owner goes.
pub fn ring_when_over(timer: Memo<Option<Left>>, may: impl Fn() -> bool + 'static) {
    let mut running = false;
    effect(move || {
        let left = timer.get();
        let over = left.is_some_and(Left::is_over);
        if over && running && may() {
            // A browser that plays nothing before somebody has pressed something stays silent.
            let _ = ring();
        }
        running = left.is_some_and(|left| left.running && !left.is_over());
    });
}

/// Rings once.
pub fn ring() -> Result<(), JsValue> {
    let context = AudioContext::new()?;
    let begin = context.current_time();
    for (tone, at) in TONES.into_iter().zip(0..) {
        let from = begin + APART * f64::from(at);
        let volume = context.create_gain()?;
        let gain = volume.gain();
        gain.set_value_at_time(SILENT, from)?;
        gain.exponential_ramp_to_value_at_time(LOUD, from + SWELLS)?;
        gain.exponential_ramp_to_value_at_time(SILENT, from + RINGS)?;
        let oscillator = context.create_oscillator()?;
        oscillator.set_type(OscillatorType::Sine);
        oscillator.frequency().set_value_at_time(tone, from)?;
        oscillator.connect_with_audio_node(&volume)?;
        volume.connect_with_audio_node(&context.destination())?;
        oscillator.start_with_when(from)?;
        oscillator.stop_with_when(from + RINGS)?;
    }
    Ok(())
}
