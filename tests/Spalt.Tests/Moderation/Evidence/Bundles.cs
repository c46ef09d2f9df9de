using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Moderation.Sealing;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Moderation.Evidence;

/// <summary>What tests of sealed evidence begin with, and how they look into a bundle: as anybody does, with a zip and SHA-256.</summary>
internal static class Bundles
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A comment that a moderator refuses, and what was sealed of it when all jobs are done.</summary>
    public static async Task<Comment> RefusedCommentAsync(
        this Site site, HttpClient moderator, Post post, string text, string ground = "Threat", string name = "Maj Berg", string facts = "Hotar med våld.", string verb = "refuse")
    {
        var comment = await site.StoredAsync(await site.Http.CommentedAsync(post, text, name));
        var list = comment.State is CommentState.Approved ? "shown" : "waiting";
        await moderator.DoAsync(Queue.Path, ("list", list), ("pick", QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State)), ("do", verb), ("ground", ground), ("facts", facts));
        await site.IdleAsync();
        return comment;
    }

    /// <summary>A post that a reader reports and an editor takes down.</summary>
    public static async Task RefusePostAsync(this Site site, HttpClient editor, Post post, string ground)
    {
        using var filed = await site.Http.PostFormAsync(
            $"/-/posts/{post.Id}/notice", ("ground", ground), ("why", "Läs tredje raden."), ("name", "Ture Ask"), ("email", "ture@exempel.se"), ("faith", "1"));
        Assert.Equal(303, (int)filed.StatusCode);
        var notice = await site.WithDbAsync(db => db.Notices.OrderByDescending(n => n.Id).Select(n => n.Id).FirstAsync(Cancel));
        await editor.DoAsync($"/-/moderation/cases/notices/{notice}", ("do", "refuse"), ("ground", ground), ("facts", "Hotar grannen."));
        await site.IdleAsync();
    }

    /// <summary>The id of the only bundle there is.</summary>
    public static Task<long> SealedIdAsync(this Site site) => site.WithDbAsync(db => db.Evidence.Select(e => e.Id).SingleAsync(Cancel));

    public static Task<HttpResponseMessage> OpenAsync(this HttpClient client, long id) => client.PostFormAsync(EvidencePage.Path, ("id", $"{id}"), ("do", "open"));

    public static Task<HttpResponseMessage> DestroyAsync(this HttpClient client, long id, bool sure) =>
        client.PostFormAsync(EvidencePage.Path, [("id", $"{id}"), ("do", "destroy"), .. sure ? [("sure", "1")] : Array.Empty<(string, string)>()]);

    /// <summary>Opens it, which is allowed: the zip.</summary>
    public static async Task<byte[]> OpenedAsync(this HttpClient client, long id)
    {
        using var answer = await client.OpenAsync(id);
        Assert.True((int)answer.StatusCode == 200, $"{(int)answer.StatusCode}: {await answer.TextAsync()}");
        return await answer.Content.ReadAsByteArrayAsync(Cancel);
    }

    /// <summary>Its files by name, as text.</summary>
    public static async Task<Dictionary<string, string>> FilesInAsync(byte[] zip)
    {
        using var bytes = new MemoryStream(zip);
        await using var archive = new ZipArchive(bytes);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Cancel), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            files.Add(entry.FullName, await reader.ReadToEndAsync(Cancel));
        }

        return files;
    }

    public static string Sha256Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
