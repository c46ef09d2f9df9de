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
    public void Takes_what_it_states_and_nothing_more(string line, string? author, string date, string categories, int? comments, int? likes)
    {
        SavedPost post = Saved.Post($"Buss 9\n\n{line}\n\nNian går över bron.\n\nBli först att kommentera");
        Assert.Equal((author, date, categories, comments, likes), (post.AuthorName, post.Published.ToString(), string.Join('|', post.Categories), post.CommentCount, post.Likes));
        Assert.Equal("Buss 9", post.Title);
        Assert.StartsWith("<p>Nian går över bron.</p>", post.BodyHtml, StringComparison.Ordinal);
    }
}
