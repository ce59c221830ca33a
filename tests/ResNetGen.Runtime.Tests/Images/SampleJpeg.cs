using System;

namespace ResNetGen.Runtime.Tests.Images;

/// <summary>The picture of <see cref="SamplePicture"/> with 24 x 16 pixels, as PIL wrote it into a JPEG file of quality 85.</summary>
internal static class SampleJpeg
{
    private const string Text =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcHBw8LCwkMEQ8SEhEPERETFhwXExQaFRERGCEYGh0dHx8fExciJCIeJBweHx7/2wBDAQUFBQcGBw4ICA4eFBEUHh4eHh" +
        "4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh7/wAARCAAQABgDASIAAhEBAxEB/8QAFwAAAwEAAAAAAAAAAAAAAAAAAAYHCP/EABkQAAEFAAAAAAAAAAAAAAAAAAAF" +
        "BiMxof/EABYBAQEBAAAAAAAAAAAAAAAAAAUEB//EAB0RAAEDBQEAAAAAAAAAAAAAAAAEBiIBAwUjMWH/2gAMAwEAAhEDEQA/AIAjtGosHJHaNRYU9HaNRYOSO0aiwnSr/QJuPXkiYI7RqLANAo7RqL" +
        "AHrS+PTase9NNJH//Z";

    public const int Width = 24;

    public const int Height = 16;

    public static byte[] Bytes => Convert.FromBase64String(Text);
}
