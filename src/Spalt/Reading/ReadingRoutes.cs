using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Spalt.Reading;

/// <summary>
/// WordPress's addresses. Each page states its shortest address itself; these are the others that it answers. What none of them
/// matches below a blog is a post's address, or one that a post had before (<see cref="PostPage"/>).
/// </summary>
internal static class ReadingRoutes
{
    private const string Page = "/page/{number:int}";

    public static void AddReadingRoutes(this PageConventionCollection pages)
    {
        pages.AddPageRoute("/Reading/NetworkFront", Page);
        pages.AddPageRoute("/Reading/Blogs", "/-/blogs" + Page);
        pages.AddPageRoute("/Reading/BlogFront", "/{blog}" + Page);
        pages.AddPageRoute("/Reading/ThreadPage", "/-/posts/{id:long}/comments/under/{top:long}/{way?}/{mark:long?}");
        string[] archives =
        [
            "/{blog}/{year:int:min(1):max(9998)}/{month:regex(^\\d\\d?$)}", "/{blog}/{undated:regex(^(odaterat|undated)$)}",
            "/{blog}/tag/{tag}", "/{blog}/category/{category}", "/{blog}/author/{author}",
        ];
        foreach (var archive in archives)
        {
            pages.AddPageRoute("/Reading/Archive", archive);
            pages.AddPageRoute("/Reading/Archive", archive + Page);
        }

        pages.AddPageRoute("/Reading/Archive", "/{blog}/{year:int:min(1):max(9998)}" + Page);
    }
}
