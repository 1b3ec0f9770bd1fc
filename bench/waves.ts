import { ApiObject, App, Chart } from 'cdk8s';

/** Waves of charts: each chart depends on every chart of the wave before. */
export interface Waves {
  readonly waves: number;
  readonly chartsPerWave: number;
  readonly objectsPerChart: number;
}

/** Builds waves of ConfigMaps, with their dependencies or without. */
export function wavesTree({ waves, chartsPerWave, objectsPerChart }: Waves, dependent: boolean): App {
  const app = new App();
  let before: readonly Chart[] = [];
  for (let wave = 0; wave < waves; wave++) {
    before = Array.from({ length: chartsPerWave }, (_, index) => {
      const chart = chartOf(app, `wave-${wave}-${index}`, objectsPerChart);
      if (dependent) {
        before.forEach((other) => {
          chart.addDependency(other);
        });
      }
      return chart;
    });
  }
  return app;
}

function chartOf(app: App, name: string, objects: number): Chart {
  const chart = new Chart(app, name);
  for (let index = 0; index < objects; index++) {
    new ApiObject(chart, `object-${index}`, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `settings-${index}`, namespace: name },
      data: { wave: name, index: `${index}` },
    });
  }
  return chart;
}
