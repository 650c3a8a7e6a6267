import type { CustomSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import { formatCount, type Scale } from '../format.ts';
import { both, english, type Words } from '../locale/words.ts';
import type { Curve, ScalingSection } from '../model/scaling.ts';
import { axisName, brokenLabel, drawnWords, quietAxis, scaled, spoken, valueLabel } from './axes.ts';
import { colourOf, symbolOf } from './palette.ts';
import { type Chart, fontSize, render, type Size } from './render.ts';

/** More than twice what the longest profile has: ten blocks at four levels. */
const manyDots = 100;

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;

/** Medians joined by a line, the scenario's name at its end. */
function line(curve: Curve, scale: Scale): LineSeriesOption {
  const colour = colourOf(curve.scenario);
  return {
    type: 'line',
    silent: true,
    z: 3,
    symbol: symbolOf(curve.scenario),
    symbolSize: 8,
    color: colour,
    itemStyle: { color: colour },
    lineStyle: { width: 1.75, color: colour },
    data: curve.rows.flatMap((row) =>
      row.summary ? [[row.key.services, scaled(row.summary.median, scale)]] : [],
    ),
    endLabel: {
      show: true,
      formatter: brokenLabel(curve.label),
      color: colour,
      fontSize: fontSize + 1,
      distance: 8,
    },
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

function dots(curve: Curve, scale: Scale): ScatterSeriesOption {
  return {
    type: 'scatter',
    silent: true,
    z: 1,
    symbolSize: 4.5,
    // Of very many blocks the dots are one path, not an element each.
    large: true,
    largeThreshold: manyDots,
    itemStyle: { color: colourOf(curve.scenario), opacity: 0.45 },
    data: curve.rows.flatMap((row) => row.dots.map((dot) => [row.key.services, scaled(dot.value, scale)])),
  };
}

/** The intervals of the medians, upright. */
function intervals(curve: Curve, scale: Scale): CustomSeriesOption {
  const rows = curve.rows.filter((row) => row.summary?.interval.ok);
  const renderItem: RenderItem = (params, api) => {
    const row = rows[params.dataIndex];
    if (!row?.summary?.interval.ok) return null;
    const { low, high } = row.summary.interval.figure;
    const [x = 0, bottom = 0] = api.coord([row.key.services, scaled(low, scale)]);
    const [, top = 0] = api.coord([row.key.services, scaled(high, scale)]);
    return {
      type: 'line',
      shape: { x1: x, x2: x, y1: bottom, y2: top },
      style: { stroke: colourOf(curve.scenario), lineWidth: 1.5 },
    };
  };
  const data = rows.flatMap((row) =>
    row.summary ? [[row.key.services, scaled(row.summary.median, scale)]] : [],
  );
  return { type: 'custom', silent: true, z: 2, renderItem, data };
}

function labelFor(section: ScalingSection, scale: Scale, words: Words): string {
  const curves = section.curves.map((curve) => {
    const medians = curve.rows.flatMap(({ summary, key }) =>
      summary
        ? [words.say('label.at', { value: spoken(summary.median, scale), services: key.services })]
        : [],
    );
    return `${curve.label} ${medians.length > 0 ? medians.join(', ') : words.say('word.no-value')}`;
  });
  const title = words.say(`scaling.${section.id}`);
  return words.say('label.by-services', { title, curves: curves.join('; ') });
}

/** What the longest line of the labels at the lines' ends takes, px. */
function labelRoom(curves: readonly Curve[]): number {
  const lines = curves.flatMap((curve) => brokenLabel(curve.label).split('\n'));
  return 24 + 7 * Math.max(5, ...lines.map((each) => each.length));
}

/** One metric against the number of Services, whose axis is logarithmic as the levels are. */
export function curveChart(section: ScalingSection, scale: Scale): Chart {
  const levels = section.curves[0]?.rows.map((row) => row.key.services) ?? [];
  const [fewest = 1, most = 1] = [levels.at(0), levels.at(-1)];
  const label = both((words) => labelFor(section, scale, words));
  const option = ({ narrow }: Size) => ({
    grid: { left: 62, right: labelRoom(section.curves), top: 24, bottom: 46 },
    xAxis: {
      type: 'log' as const,
      min: fewest / 1.35,
      max: most * 1.1,
      ...quietAxis,
      splitLine: { show: false },
      axisTick: { ...quietAxis.axisTick, customValues: levels },
      axisLabel: {
        ...quietAxis.axisLabel,
        customValues: levels,
        formatter: (value: number) => formatCount(Math.round(value)),
      },
      name: english.say('label.axis-services'),
      nameLocation: 'middle' as const,
      nameGap: 28,
    },
    yAxis: {
      type: section.logarithmic ? ('log' as const) : ('value' as const),
      ...(section.logarithmic ? {} : { min: 0 }),
      ...quietAxis,
      splitNumber: narrow ? 4 : 5,
      axisLabel: { ...quietAxis.axisLabel, formatter: valueLabel(scale) },
      name: axisName(scale, english),
      nameTextStyle: { ...quietAxis.nameTextStyle, align: 'left' as const, padding: [0, 0, 0, -48] },
      nameGap: 10,
    },
    series: section.curves.flatMap((curve) => [
      dots(curve, scale),
      intervals(curve, scale),
      line(curve, scale),
    ]),
  });
  return render(`curve-${section.id}`, label, 300, option, drawnWords);
}
