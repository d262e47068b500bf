#pragma once

namespace ergodic::workloads::paths {

/// Of dλ = decay (rate − λ) dt + excitation dN from λ = rate on, N the events until `time`. The moments solve linear
/// equations (Dassios & Zhao, "A dynamic contagion process", Adv. Appl. Prob. 43, 2011), which are solved in closed
/// form (README.md), by functions of (decay − excitation)·time alone: however stiff, long, next to critical or beyond.
struct HawkesMoments {
  double intensity, deviation_of_intensity, events, deviation_of_events;
};
HawkesMoments hawkes_moments(double rate, double excitation, double decay, double time);

}  // namespace ergodic::workloads::paths
