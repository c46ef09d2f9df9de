using System.Text;
using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

/// <summary>Short hands for tests of saved pages.</summary>
internal static class Saved
{
    public static SavedPage Page(string text, string? name = null) => SavedPage.Read(Encoding.UTF8.GetBytes(text), name);

    public static SavedPost Post(string text) => Assert.Single(Page(text).Posts);

    public static string[] Titles(this SavedPage page) => [.. page.Posts.Select(post => post.Title)];

    public static string[] Bodies(this SavedPage page) => [.. page.Posts.Select(post => post.BodyHtml)];
}
