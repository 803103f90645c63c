import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";

const components: Components = {
  a: ({ children, href }) => (
    <a className="link-accent" href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
  // An image of another server would tell it who reads: its address is shown instead.
  img: ({ alt, src }) => (
    <a className="link-accent" href={src} target="_blank" rel="noopener noreferrer nofollow">
      {alt === undefined || alt === "" ? src : alt}
    </a>
  ),
};

/** Markdown of users: raw HTML stays text, and what is left is sanitised. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
