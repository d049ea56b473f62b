// Words as the index has them: compiler/archive/terms.c cuts and folds in the same way.

const SPELLED_OUT = {
    'æ': 'ae', 'ǣ': 'ae', 'ǽ': 'ae', 'ø': 'oe', 'ǿ': 'oe', 'œ': 'oe', 'å': 'aa', 'ǻ': 'aa', 'ß': 'ss', 'þ': 'th',
    'ð': 'd', 'đ': 'd', 'ħ': 'h', 'ı': 'i', 'ł': 'l', 'ŧ': 't',
};

function fold(text) {
    if (/^[\0-\x7f]*$/.test(text))
        return text.toLowerCase();
    return text.normalize('NFC').toLowerCase()
        .replace(/[æǣǽøǿœåǻßþðđħıłŧ]/g, letter => SPELLED_OUT[letter])
        .normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}

const LONGEST = 48; // as TERM_LONGEST, for all words of ASCII

// The distinct words of what a reader typed.
function wordsOf(text) {
    const words = fold(text).match(/[\p{L}\p{M}0-9]+/gu) ?? [];
    return [...new Set(words.filter(word => word.length > 1 || /\d/.test(word)).map(word => word.slice(0, LONGEST)))];
}

// The stem of a folded word by the Danish rules of Snowball (snowballstem.org/algorithms/danish/stemmer.html), which want æ, ø and
// å as letters of their own. A stem is always the beginning of its word.

const ENDINGS = ('erendes erende hedens erenes erede ethed endes heden heder ernes erens erets ende enes eren erer eres eret '
    + 'ered hed ene erne ere ens ers ets heds en er es et e').split(' ').sort((a, b) => b.length - a.length);

const LETTER_OF = {ae: 'æ', oe: 'ø', aa: 'å'};

function stem(folded) {
    let word = folded.replace(/ae|oe|aa/g, pair => LETTER_OF[pair]);
    const beginning = /^[^aeiouyæøå]*[aeiouyæøå]+[^aeiouyæøå]/.exec(word);
    if (!beginning)
        return folded;
    const region = Math.max(beginning[0].length, 3);
    const ends = ending => word.length - ending.length >= region && word.endsWith(ending);
    const cut = length => { word = word.slice(0, -length); };

    const ending = ENDINGS.find(ends);
    if (ending)
        cut(ending.length);
    else if (ends('s') && /[a-dfghj-prtvyzå]s$/.test(word))
        cut(1);

    const shorten = () => {
        if (['gd', 'dt', 'gt', 'kt'].some(ends))
            cut(1);
    };
    shorten();
    if (word.endsWith('igst') && ends('st'))
        cut(2);
    const derived = ['elig', 'els', 'lig', 'ig'].find(ends);
    if (derived) {
        cut(derived.length);
        shorten();
    } else if (ends('løst')) {
        cut(1);
    }
    if (word.length > region && /([^aeiouyæøå])\1$/.test(word))
        cut(1);
    return word.replace(/[æøå]/g, letter => SPELLED_OUT[letter]);
}

// How a word of the archive answers to a wanted one, from 0 (not at all) to 1 (the same word).
const WHOLE = 1, INFLECTED = 0.9, BEGINS = 0.6, INSIDE = 0.35;

function wanted(word) {
    const stemmed = stem(word);
    return {word, stem: stemmed.length >= 3 ? stemmed : word};
}

const stems = new Map(); // the same words come back in every part of the index

function answer(word, want) {
    if (word === want.word)
        return WHOLE;
    if (!word.startsWith(want.stem))
        return 0;
    if (!stems.has(word))
        stems.set(word, word.length >= 3 ? stem(word) : '');
    if (stems.get(word) === want.stem)
        return INFLECTED;
    return word.startsWith(want.word) ? BEGINS : 0;
}

// The same for a word of which any part may be meant.
function answerInside(word, want) {
    const whole = answer(word, want);
    if (whole || want.word.length < 3)
        return whole;
    for (let at = word.indexOf(want.stem, 2); at >= 0; at = word.indexOf(want.stem, at + 1))
        if (answer(word.slice(at), want))
            return INSIDE;
    return 0;
}
