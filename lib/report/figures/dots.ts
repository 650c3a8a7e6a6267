import type { CustomSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { Bilingual } from '../../domain/published/claim.ts';
import type { Scale } from '../format.ts';
import { both, english, type Words } from '../locale/words.ts';
import { type Dot, marksOf, type Row } from '../model/row.ts';
import { axisName, brokenLabel, drawnWords, quietAxis, scaled, spoken, valueLabel } from './axes.ts';
import { colourOf, ink, muted, paper } from './palette.ts';
import { type Chart, fontSize, render, type Size } from './render.ts';

/** Heights in px: of a scenario's row, of the interval's band in it, of the part that dots use. */
const rowHeight = 42;
const bandHeight = 26;
const dotSpread = 20;
/** How far the median's stroke stands out of the band, where no dot hides it. */
const strokeOverhang = 5;

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;

/** The interval of the median as a band; without one, nothing. */
function bands(rows: readonly Row[], scale: Scale): CustomSeriesOption {
  const renderItem: RenderItem = (params, api) => {
    const row = rows[params.dataIndex];
    if (!row?.summary?.interval.ok) return null;
    const { low, high } = row.summary.interval.figure;
    const [left = 0, middle = 0] = api.coord([scaled(low, scale), params.dataIndex]);
    const [right = 0] = api.coord([scaled(high, scale), params.dataIndex]);
    return {
      type: 'rect',
      shape: { x: left, y: middle - bandHeight / 2, width: Math.max(1, right - left), height: bandHeight },
      style: { fill: colourOf(row.key.scenario), opacity: 0.2 },
    };
  };
  return { type: 'custom', silent: true, z: 1, renderItem, data: items(rows, scale) };
}

/** One item a row, so that the index of an item is that of its row; the dots hold the axis open. */
function items(rows: readonly Row[], scale: Scale): (number | '-')[][] {
  return rows.map((row, index) => [row.summary ? scaled(row.summary.median, scale) : '-', index]);
}

/** The median as an upright stroke. */
function medians(rows: readonly Row[], scale: Scale): CustomSeriesOption {
  const renderItem: RenderItem = (params, api) => {
    const row = rows[params.dataIndex];
    if (!row?.summary) return null;
    const [x = 0, y = 0] = api.coord([scaled(row.summary.median, scale), params.dataIndex]);
    return {
      type: 'line',
      shape: {
        x1: x,
        x2: x,
        y1: y - bandHeight / 2 - strokeOverhang,
        y2: y + bandHeight / 2 + strokeOverhang,
      },
      style: { stroke: colourOf(row.key.scenario), lineWidth: 2.5 },
    };
  };
  return { type: 'custom', silent: true, z: 2, renderItem, data: items(rows, scale) };
}

/** Blocks from top to bottom in the order in which they were measured, so that a drift shows. */
function offsetOf(dot: Dot, blocks: number): number {
  return blocks < 2 ? 0 : dotSpread * (dot.block / (blocks - 1) - 0.5);
}

function dots(rows: readonly Row[], scale: Scale, blocks: number): ScatterSeriesOption {
  const data = rows.flatMap((row, index) =>
    row.dots.map((dot) => {
      const colour = colourOf(row.key.scenario);
      const hollow = dot.marks.length > 0;
      return {
        value: [scaled(dot.value, scale), index],
        symbolOffset: [0, offsetOf(dot, blocks)],
        itemStyle: {
          color: hollow ? paper : colour,
          borderColor: hollow ? colour : paper,
          borderWidth: hollow ? 1.5 : 0.75,
        },
      };
    }),
  );
  return { type: 'scatter', silent: true, z: 3, symbolSize: 6.5, data };
}

function labelFor(title: string, rows: readonly Row[], scale: Scale, words: Words): string {
  const medians = rows.map(
    ({ label, summary }) =>
      `${label} ${summary ? spoken(summary.median, scale) : words.say('word.no-value')}`,
  );
  return words.say('label.medians', { title, medians: medians.join(', ') });
}

/** What the longest line of the rows' labels takes, px. */
function labelRoom(rows: readonly Row[], narrow: boolean): number {
  const lines = rows.flatMap((row) => brokenLabel(row.label).split('\n'));
  return Math.max(narrow ? 78 : 92, 16 + 7.5 * Math.max(...lines.map((line) => line.length)));
}

/**
 * Every block's value as a dot, the median as a stroke and its interval as a band, one row a scenario.
 * Dots with a mark are hollow. The axis need not begin at zero: positions are compared, not lengths.
 * @param blocks how many blocks the plan has
 */
export function dotChart(
  id: string,
  title: Bilingual,
  rows: readonly Row[],
  scale: Scale,
  blocks: number,
): Chart {
  const height = rows.length * rowHeight + 54;
  const label = both((words) => labelFor(words.pick(title), rows, scale, words));
  const option = ({ narrow }: Size) => ({
    grid: { left: labelRoom(rows, narrow), right: 18, top: 6, bottom: 46, containLabel: false },
    xAxis: {
      type: 'value' as const,
      scale: true,
      ...quietAxis,
      axisLabel: { ...quietAxis.axisLabel, formatter: valueLabel(scale), hideOverlap: true },
      splitNumber: narrow ? 3 : 6,
      name: axisName(scale, english),
      nameLocation: 'middle' as const,
      nameGap: 28,
    },
    yAxis: {
      type: 'category' as const,
      inverse: true,
      data: rows.map(
        (row) => `${brokenLabel(row.label)}${row.summary ? '' : `\n${english.say('word.no-value')}`}`,
      ),
      ...quietAxis,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: ink, fontSize: fontSize + 1 },
      splitLine: { show: true, lineStyle: { color: 'var(--hairline)' } },
    },
    series: [bands(rows, scale), medians(rows, scale), dots(rows, scale, blocks)],
    color: [muted],
  });
  return render(id, label, height, option, drawnWords);
}

/** Whether a chart shows a hollow dot that its caption must explain. */
export function hasHollowDots(rows: readonly Row[]): boolean {
  return rows.some((row) => marksOf(row).length > 0);
}
