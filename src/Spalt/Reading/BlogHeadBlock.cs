using Spalt.Blogs;

namespace Spalt.Reading;

/// <param name="IsModest">On pages below the blog's front, whose own heading comes first.</param>
internal sealed record BlogHeadBlock(BlogFace Blog, bool IsModest);
