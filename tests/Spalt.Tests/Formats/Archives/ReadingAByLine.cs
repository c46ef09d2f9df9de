using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

public class ReadingAByLine
{
    [Theory]
    [InlineData("Av , , Bli först att kommentera 4", null, "", "", 0, 4)]
    [InlineData("Av , , Bli först att kommentera", null, "", "", 0, null)]
    [InlineData("Av,,Bli först att kommentera 4", null, "", "", 0, 4)]
    [InlineData("Av\u00A0,\u00A0,\u00A0Bli först att kommentera\u00A04", null, "", "", 0, 4)]
    [InlineData("Av , , 1 kommentar 8", null, "", "", 1, 8)]
    [InlineData("Av , , 5 kommentarer 3", null, "", "", 5, 3)]
    [InlineData("Av , , 1\u00A0234 kommentarer 2\u00A0345", null, "", "", 1234, 2345)]
    [InlineData("Av , , 12 Kommentarer", null, "", "", 12, null)]
    [InlineData("AV , , BLI FÖRST ATT KOMMENTERA 4", null, "", "", 0, 4)]
    [InlineData("Av , , 4", null, "", "", 0, 4)]
    [InlineData("Av Bli först att kommentera 4", null, "", "", 0, 4)]
    [InlineData("Av , , Kommentarer inaktiverade för Buss 9", null, "", "", 0, null)]
    [InlineData("Av Anna Berg, 20 februari 2020, Politik Bli först att kommentera 4", "Anna Berg", "2020-02-20", "Politik", 0, 4)]
    [InlineData("Av Anna Berg, 20 februari 2020 kl. 14.05, Bli först att kommentera 4", "Anna Berg", "2020-02-20T14:05:00", "", 0, 4)]
    [InlineData("Av Anna Berg , 20 februari 2020 14:05 , Politik , 5 kommentarer 3", "Anna Berg", "2020-02-20T14:05:00", "Politik", 5, 3)]
    [InlineData("Av Anna Berg den 3 mars 2019 i Sport 2 kommentarer", "Anna Berg", "2019-03-03", "Sport", 2, null)]
    [InlineData("Av Anna Berg | torsdag 20 februari 2020 | Politik, Umeå | 1 kommentar", "Anna Berg", "2020-02-20", "Politik|Umeå", 1, null)]
    [InlineData("Av , 20 februari 2020, Bli först att kommentera", null, "2020-02-20", "", 0, null)]
    [InlineData("Av , 2020-02-20, Val 2022 345 kommentarer", null, "2020-02-20", "Val 2022", 345, null)]
    [InlineData("Av Anna Berg, 20 februari 2020 1 kommentar 8", "Anna Berg", "2020-02-20", "", 1, 8)]
    [InlineData("Av Anna Berg, , Politik Bli först att kommentera", "Anna Berg", "", "Politik", 0, null)]
    [InlineData("Av Anna Berg, i går, Politik Bli först att kommentera", "Anna Berg", "", "Politik", 0, null)]
    [InlineData("Av anna_b, , Bli först att kommentera 1", "anna_b", "", "", 0, 1)]
    [InlineData("Av Anna Berg Bli först att kommentera", "Anna Berg", "", "", 0, null)]
    [InlineData("Av Carl von Ek och Bo Ek, 1 maj 2018, okategoriserade 7 kommentarer 12 gillar", "Carl von Ek och Bo Ek", "2018-05-01", "okategoriserade", 7, 12)]
    [InlineData("By Anna Berg, Feb 20, 2020 at 2:05 pm, Politics Leave a comment", "Anna Berg", "2020-02-20T14:05:00", "Politics", 0, null)]
    [InlineData("By Anna Berg on February 20, 2020 in Politics 3 comments", "Anna Berg", "2020-02-20", "Politics", 3, null)]
    [InlineData("Av Bo Ek(M), 31 februari 2020, Politik Bli först att kommentera 3", "Bo Ek(M)", "", "Politik", 0, 3)]
    [InlineData("Av Bo Ek (S), 30 april 2020, Politik Bli först att kommentera 3", "Bo Ek (S)", "2020-04-30", "Politik", 0, 3)]
    [InlineData("Av Bo Ek, 99 mars 2020, Bli först att kommentera", "Bo Ek", "", "", 0, null)]
    [InlineData("Av Bo Ek, Feb 31, 2020, Politik 2 comments", "Bo Ek", "", "Politik", 2, null)]
    [InlineData("Av Bo Ek, 2020-13-01, Politik 2 kommentarer", "Bo Ek", "", "Politik", 2, null)]
    [InlineData("Av Bo Ek, 31/4/2020, ändrad 2 maj 2020, 2 kommentarer", "Bo Ek", "2020-05-02", "", 2, null)]
    [InlineData("Av Bo Ek, 12, mars 2020, 2 kommentarer", "Bo Ek", "2020-03", "", 2, null)]
    [InlineData("Av Bo Ek, 1 maj 2020, Bli först att kommentera 1 204", "Bo Ek", "2020-05-01", "", 0, 1204)]
    [InlineData("Av Bo Ek, 1 maj 2020, Bli först att kommentera 1\u00A0204", "Bo Ek", "2020-05-01", "", 0, 1204)]
    [InlineData("Av Bo Ek, 1 maj 2020, Bli först att kommentera 1\u202F204", "Bo Ek", "2020-05-01", "", 0, 1204)]
    [InlineData("Av Bo Ek, 1 maj 2020, Bli först att kommentera 1.204", "Bo Ek", "2020-05-01", "", 0, 1204)]
    [InlineData("Av Bo Ek, 1 maj 2020, Skola 1 204 kommentarer 12 345", "Bo Ek", "2020-05-01", "Skola", 1204, 12345)]
    [InlineData("Av Bo Ek, 1 maj 2020, Skola 1.204 kommentarer", "Bo Ek", "2020-05-01", "Skola", 1204, null)]
    [InlineData("Av , , 1 204", null, "", "", 0, 1204)]
    [InlineData("Av Bo Ek, 1 maj 2020, Skola, Bli först att kommentera 4 personer", "Bo Ek", "2020-05-01", "Skola", 0, null)]
    [InlineData("Av Bo Ek – 2013-01-04 – Väder, Vägar – Bli först att kommentera – 3", "Bo Ek", "2013-01-04", "Väder|Vägar", 0, 3)]
    [InlineData("Av Bo Ek - 4 januari 2013 - Väder - 2 kommentarer", "Bo Ek", "2013-01-04", "Väder", 2, null)]
    [InlineData("2013-01-05 14:22 av Per-Olov Öst | Väder | 4 kommentarer", "Per-Olov Öst", "2013-01-05T14:22:00", "Väder", 4, null)]
    [InlineData("Fredag 1 februari 2013 kl. 00.01, av Bo Ek, Inga kommentarer", "Bo Ek", "2013-02-01T00:01:00", "", 0, null)]
    [InlineData("Publicerad den 4 januari 2013 av Bo Ek (S) i Väder 1 kommentar 8", "Bo Ek (S)", "2013-01-04", "Väder", 1, 8)]
    [InlineData("Posted on January 4, 2013 by Bo Ek in Weather | Permalink | Comments (3)", "Bo Ek", "2013-01-04", "Weather", 3, null)]
    [InlineData("Av Bo Ek den 4 januari 2013 i Väder | Permalänk | Kommentarer (3)", "Bo Ek", "2013-01-04", "Väder", 3, null)]
    public void Takes_what_it_states_and_nothing_more(string line, string? author, string date, string categories, int? comments, int? likes)
    {
        SavedPost post = Saved.Post($"Buss 9\n\n{line}\n\nNian går över bron.\n\nBli först att kommentera");
        Assert.Equal((author, date, categories, comments, likes), (post.AuthorName, post.Published.ToString(), string.Join('|', post.Categories), post.CommentCount, post.Likes));
        Assert.Equal("Buss 9", post.Title);
        Assert.StartsWith("<p>Nian går över bron.</p>", post.BodyHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Den 4 januari 2013 av alla dagar gick bussen sönder, och det blev 4 kommentarer")]
    [InlineData("2013-01-05 av misstag.")]
    [InlineData("Den 4 januari 2013 kom vintern. Av Bo Ek fick vi 2 kommentarer")]
    public void Is_no_sentence_that_tells_of_a_day(string line)
    {
        SavedPost post = Saved.Post($"Buss 9\n\nAv , , Bli först att kommentera 3\n\nNian går.\n\n{line}\n\nBli först att kommentera");
        Assert.Equal($"<p>Nian går.</p>\n<p>{line}</p>", post.BodyHtml);
    }

    [Fact]
    public void May_begin_with_its_date_and_have_no_comment_link_beside_others_that_do() =>
        Assert.Equal(
            ["Snö igen: Per-Olov Öst 2013-01-05 [Väder] [] 0/4 – –", "Plogen kom: Per-Olov Öst 2013-01-04 [] [] 0/– – –"],
            Saved.Page("Snö igen\n\n2013-01-05 av Per-Olov Öst | Väder | 4 kommentarer\n\nDet snöade.\n\nPlogen kom\n\nPublicerad 4 januari 2013 av Per-Olov Öst\n\nKlockan fem.")
                .Posts.Select(post => $"{post.Title}: {post.Facts()}").ToArray());
}
