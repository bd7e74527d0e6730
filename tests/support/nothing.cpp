// Nothing: CMake wants a source where the headers of the tests are precompiled.
