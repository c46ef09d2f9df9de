namespace Spalt.Pictures;

/// <summary>The form that takes files without JavaScript.</summary>
/// <param name="Library">Path of the library.</param>
/// <param name="Megabytes">What one file may have.</param>
/// <param name="Faults">What was wrong with the last files, each with its name.</param>
internal sealed record UploadForm(string Library, int Megabytes, IReadOnlyList<string>? Faults = null);
