/** File at the top of the target that lists what is ours; written last. */
export const INVENTORY = 'inventory.json';

/** Directory at the top of the target that exists only while a run is under way, or has been interrupted. */
export const WORK_DIRECTORY = '.rackproof';

/** Directory in {@link WORK_DIRECTORY} with the new files, named by their number in the journal. */
export const STAGING = `${WORK_DIRECTORY}/staging`;

/** The new inventory. */
export const STAGED_INVENTORY = `${STAGING}/inventory`;

/** The decision to change the target; once it is on the disk the change is carried out, by this run or by the next. */
export const JOURNAL = `${WORK_DIRECTORY}/journal.json`;

/** The journal while it is being written. */
export const JOURNAL_DRAFT = `${WORK_DIRECTORY}/journal.draft`;

/** A lock is a file in {@link WORK_DIRECTORY} whose name starts so, and goes on with its owner. */
export const LOCK_PREFIX = 'lock.';
