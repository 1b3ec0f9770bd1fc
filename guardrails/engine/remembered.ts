/** Most answers that one function keeps, and longest text that it keeps one for: memory stays bounded whatever comes. */
const MOST = 1000;
const LONGEST = 100;

/** A pure function of texts that keeps its answers: for texts, such as names of fields, that a run meets again and again. */
export function remembered(answer: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) {
      return known;
    }
    const found = answer(text);
    if (answers.size < MOST && text.length <= LONGEST) {
      answers.set(text, found);
    }
    return found;
  };
}
