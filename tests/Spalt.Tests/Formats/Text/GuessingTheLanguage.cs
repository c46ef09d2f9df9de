using Spalt.Formats.Text;
using Spalt.Tests.Formats.Swedish;

namespace Spalt.Tests.Formats.Text;

public class GuessingTheLanguage
{
    [Theory]
    [InlineData("sv", "Jag tycker att det är bra att man får säga vad man vill om det här.")]
    [InlineData("en", "I think that this is the best thing we have read about the school in a long time.")]
    [InlineData("no", "Jeg synes ikke at det er noe å være stolt av, men dere må gjerne prøve.")]
    [InlineData("da", "Jeg synes ikke at det er noget at være stolt af, men I må gerne prøve, og nu ved jeg hvad det er.")]
    [InlineData("fi", "Minä olen sitä mieltä että tämä ei ole hyvä asia, mutta se on nyt niin kuin on.")]
    [InlineData("de", "Ich glaube nicht, dass das eine gute Idee ist, aber wir werden sehen, was sich noch tut.")]
    [InlineData("fr", "Je ne suis pas d'accord avec vous, mais ce texte est très bien et je vous remercie pour cela.")]
    [InlineData("ru", "Это очень хорошая статья, спасибо вам большое.")]
    public void Says_which_it_is(string language, string text) => Assert.Equal(language, LanguageGuess.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("Grattis!")]
    [InlineData("The best!")]
    [InlineData("Köp Play Station Portable Value Pack hos Super Discount Store")]
    [InlineData("👍👍👍👍👍👍👍👍")]
    [InlineData("Å i åa ä e ö")]
    public void Says_nothing_of_what_it_cannot_tell(string text) => Assert.Null(LanguageGuess.Of(text));

    /// <summary>Terse, dialectal and misspelt ones too.</summary>
    [Fact]
    public void Takes_no_Swedish_comment_for_one_in_a_foreign_language() =>
        Assert.Empty(LabelledComments.Training.Where(c => !c.IsUnwanted && LanguageGuess.Of(c.Text) is not (null or "sv")).Select(c => c.Text));
}
