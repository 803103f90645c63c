const ADJECTIVES =
  "able agile amber ample apt arctic austere autumn azure balmy blithe bold brave bright brisk calm candid cheery civil clear clever cobalt copper coral cosmic crimson crisp curious dapper daring deft dusky eager earnest easy elfin ember fabled fair fearless fleet floral fluent fond frank fresh frosty gentle gilded glad golden graceful grand hardy hearty honest humble idle indigo ivory jade jaunty jolly jovial keen kind lively loyal lucid lunar lyric mellow merry mighty mild mirthful misty modest mossy neat nimble noble opal patient pearly placid plucky polite proud quick quiet radiant rapid rosy royal ruby rustic sage scarlet serene sharp silent silver sincere smooth snowy solar spry stately steady stellar sturdy subtle sunny swift tawny tender tidy tranquil trusty upbeat valiant velvet vivid warm witty zesty".split(
    " ",
  );

const NOUNS =
  "adagio alto anthem aria ballad baritone bassoon bell bolero bugle cadence cadenza canon cantata canticle carol cello celesta chant chime chorale chord chorus clarinet clef coda concerto cornet cymbal dirge drum duet encore etude fanfare fiddle finale flute fugue gavotte gigue glockenspiel gong guitar harmony harp horn hymn interlude jig kazoo largo lullaby lute lyre madrigal mandolin maraca march marimba mazurka medley melody minuet motet motif nocturne nonet oboe octave octet opera opus oratorio organ overture piano piccolo polka prelude psalm quartet quintet recital reel refrain requiem rhapsody rhythm rondo samba saxophone scherzo septet serenade sextet shanty sitar solo sonata soprano spinet sprite suite symphony tambourine tango tempo tenor timbre timpani toccata triad triangle trill trio trombone trumpet tuba tune ukulele viola violin vocal waltz xylophone zither".split(
    " ",
  );

/** A name for a run that was given none: an adjective and a noun, `brisk-sonata`. Not unique. `random` is in [0, 1). */
export function generateRunName(random: () => number): string {
  return `${pick(ADJECTIVES, random())}-${pick(NOUNS, random())}`;
}

/** The name a client gave a run, or a generated one when it gave none; an empty one counts as none. */
export function runNameOr(given: string | null | undefined, random: () => number): string {
  return given === null || given === undefined || given === "" ? generateRunName(random) : given;
}

function pick(words: readonly string[], random: number): string {
  return words.at(Math.floor(random * words.length)) ?? "";
}
