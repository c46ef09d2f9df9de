using Spalt.Language;

namespace Spalt.Web.Forms;

/// <summary>A choice about commenting, as the network, a blog and a post make it alike.</summary>
internal static class CommentChoice
{
    /// <param name="name">Also the last part of the names of its texts.</param>
    public static Choice Of<T>(string name, string? chosen, string? error)
        where T : struct, Enum => new(
            new Field(name, Texts.Say("Commenting." + typeof(T).Name)) { Value = chosen, Error = error },
            [.. Enum.GetNames<T>().Select(n => (n, Texts.Say($"Commenting.{typeof(T).Name}.{n}")))]);

    /// <summary>The first, which binds nobody, where nothing was sent; null for what is none of them.</summary>
    public static T? Read<T>(string typed)
        where T : struct, Enum =>
        typed.Length == 0 ? default(T) : Enum.TryParse<T>(typed, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
}
