# What is installed (tools/worker installs itself in libexec, where the program looks for it), and the Debian package.
include(GNUInstallDirs)
install(TARGETS minutier RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${MINUTIER_DOCS}/minutier.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${MINUTIER_DOCS}/fr/minutier.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/fr/man1)
install(FILES ${MINUTIER_DOCS}/minutier.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME minutier)
install(FILES ${MINUTIER_DOCS}/_minutier DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
foreach(document README.md CHANGELOG.md pipeline/archive/SCHEMA.md)
  install(FILES ${document} DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME minutier)
set(CPACK_PACKAGE_VENDOR "Minutier")
set(CPACK_PACKAGE_CONTACT "The Minutier authors <minutier@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "searchable archive of facts from French minutes")
set(CPACK_PACKAGE_DESCRIPTION
"Minutier reads minutes and activity reports in French (scans, PDF, office files, text),
extracts who was there, what was decided, voted and spent, keeps for each fact the words
on the page that prove it, and answers searches and tables. It works without a network.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "tesseract-ocr-fra, tesseract-ocr-osd, hunspell-fr")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libreoffice-writer")
include(CPack)
