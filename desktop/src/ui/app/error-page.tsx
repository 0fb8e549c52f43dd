import { Component, type ErrorInfo, type ReactNode } from 'react';
import type { Words } from './words/index.ts';

interface ErrorPageProps {
  words: Words;
  children: ReactNode;
}

/**
 * What stands in place of a page that failed while drawing. The photos do not depend on the page,
 * and that is what it says. React has no other form for this than a class.
 */
export class ErrorPage extends Component<ErrorPageProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    reportError(
      new Error(`The page failed in${info.componentStack ?? ' an unknown place'}`, {
        cause: error,
      }),
    );
  }

  override render(): ReactNode {
    const { words, children } = this.props;
    if (!this.state.failed) return children;
    return (
      <main className="error-page" role="alert">
        <h1>{words.errorTitle}</h1>
        <p>{words.errorTodo}</p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {words.reload}
        </button>
      </main>
    );
  }
}
