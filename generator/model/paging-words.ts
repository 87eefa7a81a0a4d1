/** What parameters and members of pages are called by many vendors, in lower case and without punctuation. */
export const pagingWords: Readonly<
  Record<
    "cursor" | "nextCursor" | "nextUrl" | "offset" | "page" | "limit" | "total" | "totalPages" | "envelope",
    ReadonlySet<string>
  >
> = {
  cursor: words(
    "cursor after next pagetoken nexttoken nextcursor nextpagetoken nextpagekey continuationtoken continuation",
    "pagecursor pageafter marker nextmarker bookmark starttoken startkey startcursor startingtoken token pagekey",
    "startingafter scrollid",
  ),
  nextCursor: words(
    "next cursor after nextcursor nexttoken nextpagetoken nextpagekey nextpagecursor continuationtoken continuation",
    "nextmarker endcursor nextbookmark bookmark nextstarttoken nextstartkey nextkey pagetoken nextpage scrollid",
  ),
  nextUrl: words(
    "nexturl nexturi nextlink nexthref nextpageurl nextpageuri nextpagelink linksnext linksnexthref linknext",
    "paginglinksnext paginglinknext pagingnext paginationlinksnext metalinksnext metanexturl odatanextlink",
    "paginationnexturl paginationnextlink paginationnexturi metapaginationnexturl",
  ),
  offset: words("offset skip startindex startat start pageoffset from recordoffset"),
  page: words("page pagenumber pagenum pageno pageindex currentpage p"),
  limit: words("limit pagesize perpage size maxresults pagelimit pagecount maxitems top count resultsperpage"),
  total: words("total totalcount totalitems totalresults totalrecords totalelements totalhits totalsize numfound"),
  totalPages: words("totalpages pages pagecount lastpage pagestotal numpages"),
  /** Objects in which a page says things of itself. */
  envelope: words(
    "meta metadata page paging pagination pageinfo links link cursor cursors responsemetadata pagingmetadata result data",
  ),
};

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}
