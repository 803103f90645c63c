import type { CsrMatrix } from "./csr-matrix.ts";
import type { DictVectorizer, FeatureDict } from "./dict-vectorizer.ts";
import type { Trip } from "./trips.ts";

/** What the model learns from: sparse features and the minutes that each trip took, for both months. */
export interface Features {
  readonly vectorizer: DictVectorizer;
  readonly train: LabelledRows;
  readonly validation: LabelledRows;
}

export interface LabelledRows {
  readonly features: CsrMatrix;
  readonly durationMinutes: Float32Array;
}

/** A trip as the model sees it: the pair of zones as one category, and the distance. */
export function tripFeatures(trip: Trip): FeatureDict {
  return { PU_DO: `${trip.pickupZone}_${trip.dropoffZone}`, trip_distance: trip.distanceMiles };
}

export function labelledRows(vectorizer: DictVectorizer, trips: readonly Trip[]): LabelledRows {
  return {
    features: vectorizer.transform(trips.map(tripFeatures)),
    durationMinutes: Float32Array.from(trips, (trip) => trip.durationMinutes),
  };
}
