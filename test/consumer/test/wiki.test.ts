import { resolve } from 'rackproof';
import { count, find, findingsOf, manifestSerializer, matches, renderChart } from 'rackproof/testing';
import program from '../charts/main';
import { WikiChart } from '../charts/wiki';
import home from '../site/home';

expect.addSnapshotSerializer(manifestSerializer);

const site = resolve(home);
const objects = renderChart((app) => new WikiChart(app, 'wiki', { site, cluster: site.cluster('lab') }));

test('the wiki has one database of its own', () => {
  expect(count(objects, { kind: 'Cluster' })).toBe(1);
  const database = find(objects, { kind: 'postgresql.cnpg.io/Cluster', namespace: 'wiki' });
  expect(matches(database, { spec: { instances: 1 } })).toBe(true);
});

test('the wiki renders as reviewed', () => {
  expect(objects).toMatchSnapshot();
});

test('nothing is wrong with the whole program', () => {
  expect(findingsOf(program)).toEqual([]);
});
