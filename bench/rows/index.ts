import type { Row } from '../row';
import checks from './checks';
import coldStart from './cold-start';
import fleet from './fleet';
import memory from './memory';
import oneSite from './one-site';
import scaling from './scaling';
import secondRun from './second-run';
import stockEndToEnd from './stock-end-to-end';
import stockRender from './stock-render';
import synthFloor from './synth-floor';
import waves from './waves';

/** Everything that is measured, in the order of the goals. */
export const ROWS: readonly Row[] = [
  synthFloor,
  stockRender,
  stockEndToEnd,
  scaling,
  waves,
  checks,
  memory,
  fleet,
  secondRun,
  coldStart,
  oneSite,
];
