using System.Globalization;

namespace Spalt.Pictures;

/// <summary>The point of a picture that every crop must hold, in percent from the left and from above.</summary>
internal sealed record FocalPoint(int X, int Y)
{
    /// <summary>Classes of the stylesheet (pages may hold no style of their own), to the next tenth; null in the middle, where crops are anyway.</summary>
    public string? Classes => (X, Y) is (50, 50) ? null : string.Create(CultureInfo.InvariantCulture, $"fx-{Tenth(X)} fy-{Tenth(Y)}");

    public static int Tenth(int percent) => (int)Math.Round(percent / 10.0, MidpointRounding.AwayFromZero);
}
