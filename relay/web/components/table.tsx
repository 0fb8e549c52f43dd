import type { ComponentChildren } from 'preact';
import './table.css';

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ComponentChildren;
  /** Numbers stand below each other. */
  numeric?: boolean;
  /** The heading is only read aloud, for a column of buttons. */
  quiet?: boolean;
}

/** Rows and columns on a laptop, cards below each other on a phone. */
export function Table<Row>(props: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}) {
  const { columns, rows } = props;
  return (
    <table class="table">
      <caption class="unseen">{props.label}</caption>
      <thead>
        <tr>
          {columns.map(({ title, numeric, quiet }) => (
            <th key={title} scope="col" class={numeric === true ? 'is-numeric' : ''}>
              {quiet === true ? <span class="unseen">{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={props.keyOf(row)}>
            {columns.map(({ title, cell, numeric, quiet }) => (
              <td
                key={title}
                class={numeric === true ? 'is-numeric' : ''}
                data-title={quiet === true ? undefined : title}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
